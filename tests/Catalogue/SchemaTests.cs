using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using Xunit;

namespace RaceModel.Tests.Catalogues;

/// <summary>Editors check a file against the schema; the tool reads it. Both must think the same of it.</summary>
public sealed class SchemaTests
{
    private static readonly JObject Schema = ReadSchema();

    /// <summary>For each section, an entry that has every key.</summary>
    private static readonly Dictionary<string, string> CompleteEntries = new()
    {
        ["hardware"] = """
            { "tracking": "switch", "newMappingDirty": false, "dirtyUpdate": "revalidate", "drain": "writes", "fault": "reported",
              "abort": "invisible", "isolateAfter": 0, "ats": false, "iotlb": "warm", "source": "Here" }
            """,
        ["enable"] = """{ "primitives": [], "source": "Here" }""",
        ["query"] = """{ "primitives": [], "source": "Here" }""",
        ["unmap"] = """{ "calls": [[]], "source": "Here" }""",
        ["guests"] = """{ "program": "load 0", "source": "Here" }""",
        ["software"] = """
            { "hardware": "vtd", "enable": "linux", "query": "clear-flush", "finalQuery": "clear-flush", "unmap": "plain",
              "bigLock": true, "copyOrder": "clear-then-copy", "enumerate": "host", "source": "Here" }
            """,
    };

    public static TheoryData<string> Sections => [.. CompleteEntries.Keys];

    [Fact]
    public void The_words_are_those_of_the_model()
    {
        AssertWords<Primitive>("$defs.primitive");
        AssertWords<DirtyTracking>("$defs.hardware.properties.tracking");
        AssertWords<DirtyUpdate>("$defs.hardware.properties.dirtyUpdate");
        AssertWords<InvalidationDrain>("$defs.hardware.properties.drain");
        AssertWords<FaultHandling>("$defs.hardware.properties.fault");
        AssertWords<AbortVisibility>("$defs.hardware.properties.abort");
        AssertWords<IotlbStart>("$defs.hardware.properties.iotlb");
        AssertWords<CopyOrder>("$defs.software.properties.copyOrder");
        AssertWords<Enumeration>("$defs.software.properties.enumerate");
        Assert.Equal(9, Schema.Descendants().Count(token => token is JProperty { Name: "enum" }));
    }

    [Fact]
    public void The_sections_are_those_that_the_reader_knows()
    {
        string[] sections = [.. Properties(Schema).Where(name => name != "$schema")];

        Assert.Equal(CompleteEntries.Keys, sections);
        Assert.Equal("unknown section 'x'; known: $schema, " + string.Join(", ", sections), ProblemOf("""{ "x": 1 }"""));
        Assert.False((bool)Schema["additionalProperties"]!);
        Assert.Null(Schema["required"]);
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void The_keys_of_an_entry_are_those_that_the_reader_knows(string section)
    {
        var complete = JObject.Parse(CompleteEntries[section]);
        JObject schema = EntrySchema(section);

        UserFile.Read(FileWith(section, complete));
        Assert.Equal(complete.Properties().Select(key => key.Name), Properties(schema));
        Assert.Equal(
            "unknown key 'quite-another'; known: " + string.Join(", ", Properties(schema)),
            ProblemOf(FileWith(section, new JObject { ["quite-another"] = 1 })));
        Assert.False((bool)schema["additionalProperties"]!);
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void The_keys_that_an_entry_must_have_are_those_that_the_reader_asks_for(string section)
    {
        var complete = JObject.Parse(CompleteEntries[section]);
        JObject schema = EntrySchema(section);

        IEnumerable<string> asked = Properties(schema).Where(key => IsAskedFor(section, complete, key));

        Assert.Equal(Required(schema), asked);
    }

    [Theory]
    [InlineData("hardware")]
    [InlineData("software")]
    public void The_defaults_are_those_of_the_reader(string section)
    {
        JObject schema = EntrySchema(section);
        var written = JObject.Parse(CompleteEntries[section]);
        var leftOut = JObject.Parse(CompleteEntries[section]);
        foreach (string key in Properties(schema).Except([.. Required(schema), "source", "finalQuery"]))
        {
            written[key] = schema["properties"]![key]!["default"]!;
            leftOut.Remove(key);
        }

        Assert.Equal(Entry(section, written), Entry(section, leftOut));
    }

    [Fact]
    public void The_range_of_a_number_is_that_of_the_reader()
    {
        JToken schema = EntrySchema("hardware")["properties"]!["isolateAfter"]!;

        Assert.Equal(0, (int)schema["minimum"]!);
        Assert.Equal(StateLayout.MaxDmas, (int)schema["maximum"]!);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("7.2-x.")]
    [InlineData("")]
    [InlineData(".a")]
    [InlineData("-a")]
    [InlineData("A")]
    [InlineData("a_b")]
    [InlineData("é")]
    public void A_name_is_good_for_both_or_for_none(string name)
    {
        string pattern = (string)Schema.SelectToken("$defs.name.pattern")!;

        Assert.Equal(Fits(name, pattern), IsRead($$"""{ "hardware": { "{{name}}": {} } }"""));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(" dma 0 ;", true)]
    [InlineData("clear 0; dma 1 2; dmar 3; dmar 0 1; await 1; unmap 0; unmap 0 - 03; map 1 2; load 3", true)]
    [InlineData("dma", false)]
    [InlineData("dma 0;; load 0", false)]
    [InlineData("; dma 0", false)]
    [InlineData("dma 0, load 0", false)]
    [InlineData("dma 100", false)]
    [InlineData("dma 0; await 0", false)]
    [InlineData("map 0", false)]
    [InlineData("load 0-1", false)]
    [InlineData("dma0", false)]
    [InlineData("Dma 0", false)]
    public void A_guest_program_is_good_for_both_or_for_none(string program, bool good)
    {
        string pattern = (string)EntrySchema("guests").SelectToken("properties.program.pattern")!;

        Assert.Equal(good, Fits(program, pattern));
        Assert.Equal(good, IsRead($$"""{ "guests": { "a": { "program": "{{program}}" } } }"""));
    }

    [Fact]
    public void A_guest_program_has_the_operations_of_the_model()
    {
        string pattern = (string)EntrySchema("guests").SelectToken("properties.program.pattern")!;

        IEnumerable<string> operations = Regex.Matches(pattern, "[a-z]{3,}", RegexOptions.NonBacktracking).Select(match => match.Value);

        // "dmar?" stands for two of them.
        Assert.Equal(Words.All<GuestOpKind>().Except(["dma"]).Order(), operations.Order());
    }

    private static bool Fits(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking);

    private static JObject ReadSchema()
    {
        using Stream stream = typeof(Catalogue).Assembly.GetManifestResourceStream("Catalogue/catalogue.schema.json")!;
        using var reader = new StreamReader(stream);
        return JObject.Parse(reader.ReadToEnd());
    }

    private static void AssertWords<TEnum>(string path) where TEnum : struct, Enum
    {
        JToken schema = Schema.SelectToken(path)!;
        Assert.Equal(Words.All<TEnum>(), schema["enum"]!.Values<string>());
        Assert.Equal(Words.All<TEnum>().Count, schema["enumDescriptions"]!.Count());
    }

    private static JObject EntrySchema(string section)
    {
        string reference = (string)Schema["properties"]![section]!["additionalProperties"]!["$ref"]!;
        return (JObject)Schema["$defs"]![reference["#/$defs/".Length..]]!;
    }

    private static IEnumerable<string> Properties(JObject schema) => ((JObject)schema["properties"]!).Properties().Select(property => property.Name);

    private static IEnumerable<string> Required(JObject schema) => (schema["required"] ?? new JArray()).Values<string>()!;

    private static bool IsAskedFor(string section, JObject complete, string key)
    {
        var without = (JObject)complete.DeepClone();
        without.Remove(key);
        if (IsRead(FileWith(section, without))) return false;
        Assert.Contains($"has no key '{key}'", ProblemOf(FileWith(section, without)), StringComparison.Ordinal);
        return true;
    }

    private static object Entry(string section, JObject entry)
    {
        Catalogue catalogue = UserFile.Read(FileWith(section, entry));
        return section == "hardware" ? catalogue.Hardware["mine"] : catalogue.Software["mine"];
    }

    private static string FileWith(string section, JObject entry) => new JObject { [section] = new JObject { ["mine"] = entry } }.ToString();

    private static bool IsRead(string text) => Record.Exception(() => UserFile.Read(text)) is null;

    private static string ProblemOf(string text)
    {
        var error = Assert.Throws<InputException>(() => UserFile.Read(text));
        return error.Message[(error.Place.Length + 2)..];
    }
}
