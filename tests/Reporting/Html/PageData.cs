using System.IO.Compression;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace RaceModel.Tests.Reporting.Html;

/// <summary>What a report's page carries, read back without the page's own script.</summary>
internal sealed partial class PageData
{
    private readonly Dictionary<int, PageRun> _runs = [];

    public PageData(string page)
    {
        using var packed = new MemoryStream(Convert.FromBase64String(Data().Match(page).Groups[1].Value));
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        Document = JObject.Parse(reader.ReadToEnd());
    }

    public JObject Document { get; }

    /// <summary>What the page says of a cell: a verdict for each property that does not hold.</summary>
    public JObject CellOf(string title, string label, string guest)
    {
        JToken table = Document["tables"]!.Single(candidate => (string)candidate["title"]! == title);
        int column = table["guests"]!.Select(candidate => (string)candidate["name"]!).ToList().IndexOf(guest);
        return (JObject)table["rows"]!.Single(row => (string)row["label"]! == label)["cells"]![column]!;
    }

    public PageRun RunOf(int trace)
    {
        if (!_runs.TryGetValue(trace, out PageRun? run)) _runs.Add(trace, run = new(Document, [.. Document["traces"]![trace]!.Values<int>()]));
        return run;
    }

    [GeneratedRegex("""id="data">([^<]*)<""")]
    private static partial Regex Data();
}

/// <summary>A run of the page: the lines of each state, and the steps between them.</summary>
internal sealed class PageRun
{
    public PageRun(JObject document, int[] numbers)
    {
        var content = new SortedDictionary<int, string>();
        Change(content, document, document["initials"]![numbers[0]]!);
        States = [Lines(content, document)];
        foreach (int[] pair in numbers.Skip(1).Chunk(2))
        {
            JToken step = document["steps"]![pair[0]]!, effect = document["effects"]![pair[1]]!;
            Change(content, document, effect[0]!);
            States.Add(Lines(content, document));
            Steps.Add(new(
                (string)step[0]!, (Actor)(int)step[1]!, (string)step[2]!, (string)step[3]!, (string)step[4]!,
                Locations(document, effect[1]!), Locations(document, effect[2]!),
                string.Join(' ', effect[3]!.Select(property => document["properties"]![(int)property]!["name"]))));
        }
    }

    public List<string> States { get; }

    public List<PageStep> Steps { get; } = [];

    private static void Change(SortedDictionary<int, string> content, JObject document, JToken pairs)
    {
        foreach (int[] pair in pairs.Values<int>().Chunk(2)) content[pair[0]] = (string)document["values"]![pair[1]]!;
    }

    private static string Lines(SortedDictionary<int, string> content, JObject document) =>
        string.Join('\n', content.Select(item => $"{document["locations"]![item.Key]}: {item.Value}"));

    private static string Locations(JObject document, JToken numbers) => string.Join(", ", numbers.Select(number => document["locations"]![(int)number]));
}

/// <summary>A step as the page says it.</summary>
internal sealed record PageStep(string Name, Actor Actor, string Label, string Sentence, string Source, string Reads, string Writes, string Violated);
