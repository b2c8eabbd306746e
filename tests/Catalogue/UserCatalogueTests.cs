using RaceModel.Checks.Catalogues;
using Xunit;

namespace RaceModel.Tests.Catalogues;

public sealed class UserCatalogueTests
{
    [Fact]
    public void What_a_hardware_profile_leaves_out_has_the_defaults_of_the_model() =>
        Assert.Equal(new HardwareProfile { Name = "mine" }, UserFile.Read("""{ "hardware": { "mine": {} } }""").Hardware["mine"]);

    [Theory]
    [InlineData("""  "tracking": "always"  """)]
    [InlineData("""  "newMappingDirty": true  """)]
    [InlineData("""  "dirtyUpdate": "write-back"  """)]
    [InlineData("""  "drain": "none"  """)]
    [InlineData("""  "fault": "page-request"  """)]
    [InlineData("""  "abort": "visible"  """)]
    [InlineData("""  "isolateAfter": 8  """)]
    [InlineData("""  "ats": true  """)]
    [InlineData("""  "iotlb": "cold"  """)]
    [InlineData("""  "source": "seen"  """)]
    public void Every_knob_of_a_hardware_profile_reaches_the_model(string knob)
    {
        HardwareProfile profile = UserFile.Read($$"""{ "hardware": { "mine": { {{knob}} } } }""").Hardware["mine"];

        string[] changed = [.. typeof(HardwareProfile).GetProperties()
            .Where(property => !Equals(property.GetValue(profile), property.GetValue(new HardwareProfile { Name = "mine" })))
            .Select(property => $"\"{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}\"")];
        Assert.Equal([knob.Split(':')[0].Trim()], changed);
    }

    [Fact]
    public void Entries_come_after_those_that_are_shipped()
    {
        Catalogue mine = UserFile.Read("""
            {
              // Comments are allowed.
              "$schema": "catalogue.schema.json",
              "enable": { "mine": { "primitives": [] } },
              "query": { "mine": { "primitives": ["flush", "read-dirty"], "source": "Here" } },
              "unmap": { "mine": { "calls": [["read-dirty"], [], ["clear-pte"]] } },
              "guests": { "mine": { "program": " unmap 0 - 1;dma 3 2 ; " } }
            }
            """);

        Assert.Equal([.. Catalogue.Shipped.Unmap.Names, "mine"], mine.Unmap.Names);
        Assert.Same(mine.Unmap["mine"], mine.Unmap.Entries[^1]);
        Assert.Equal("[]", mine.Enable["mine"].Text);
        Assert.Equal("[flush, read-dirty]", mine.Query["mine"].Text);
        Assert.Equal("Here", mine.Query["mine"].Source);
        Assert.Equal("[read-dirty][][clear-pte]", mine.Unmap["mine"].Text);
        Assert.Equal("mine", mine.Guests["mine"].Name);
        Assert.Equal("unmap 0-1; dma 3 2", mine.Guests["mine"].Text);
        Assert.Same(Catalogue.Shipped.Hardware, mine.Hardware);
    }

    [Fact]
    public void The_shipped_catalogue_stays_as_it_is()
    {
        UserFile.Read("""{ "guests": { "mine": { "program": "load 0" } } }""");

        Assert.DoesNotContain("mine", Catalogue.Shipped.Guests.Names);
    }

    [Fact]
    public void A_software_row_names_entries_of_its_own_file_and_shipped_ones()
    {
        Catalogue mine = UserFile.Read("""
            {
              "software": {
                "mine": {
                  "hardware": "vtd", "enable": "linux", "query": "own-query", "finalQuery": "clear-flush", "unmap": "own-unmap",
                  "bigLock": false, "copyOrder": "copy-then-clear", "enumerate": "guest", "source": "My tree"
                }
              },
              "query": { "own-query": { "primitives": ["read-dirty"] } },
              "unmap": { "own-unmap": { "calls": [["clear-pte"]] } }
            }
            """);

        var protocol = new Protocol
        {
            Enable = Catalogue.Shipped.Enable["linux"],
            Query = mine.Query["own-query"],
            FinalQuery = Catalogue.Shipped.Query["clear-flush"],
            Unmap = mine.Unmap["own-unmap"],
            BigLock = false,
            CopyOrder = CopyOrder.CopyThenClear,
            Enumerate = Enumeration.Guest,
        };
        Assert.Equal(new SoftwareRow("mine", Catalogue.Shipped.Hardware["vtd"], protocol, "My tree"), mine.Software["mine"]);
    }

    [Fact]
    public void What_a_software_row_leaves_out_has_the_defaults_of_the_model()
    {
        Catalogue mine = UserFile.Read(
            """{ "software": { "mine": { "hardware": "vtd", "enable": "linux", "query": "clear-flush", "unmap": "plain" } } }""");

        Catalogue shipped = Catalogue.Shipped;
        var protocol = new Protocol
        {
            Enable = shipped.Enable["linux"],
            Query = shipped.Query["clear-flush"],
            Unmap = shipped.Unmap["plain"],
        };
        Assert.Equal(new SoftwareRow("mine", shipped.Hardware["vtd"], protocol), mine.Software["mine"]);
    }

    [Fact]
    public void A_second_file_may_name_entries_of_the_first()
    {
        Catalogue both = UserFile.Read("""{ "hardware": { "mine": { "ats": true } } }""").With(
            "second.json",
            """{ "software": { "row": { "hardware": "mine", "enable": "linux", "query": "clear-flush", "unmap": "plain" } } }""");

        Assert.Same(both.Hardware["mine"], both.Software["row"].Hardware);
    }

    [Fact]
    public void An_empty_object_adds_nothing() => Assert.Same(Catalogue.Shipped.Unmap, UserFile.Read("{}").Unmap);

    [Theory]
    [InlineData("two-cal", "--unmap: unknown unmap protocol 'two-cal'; did you mean 'two-call'?")]
    [InlineData("TWO-CALL", "--unmap: unknown unmap protocol 'TWO-CALL'; known: plain, two-call, two-call-no-clear, unmap-then-query, "
        + "atomic-exchange, atomic-load-store, atomic-stale-compare, write-protect-clear, write-protect-flush-read, write-protect-read, "
        + "write-protect-destroy, hide-flush-collect, report-all-unmap, atomic-lazy")]
    public void A_name_that_is_not_known_is_an_error_at_the_place_where_it_was_given(string name, string message)
    {
        var error = Assert.Throws<InputException>(() => Catalogue.Shipped.Unmap.Find(name, "--unmap"));

        Assert.Equal(message, error.Message);
        Assert.Equal("--unmap", error.Place);
    }

    [Fact]
    public void A_name_that_the_code_gave_is_an_error_of_the_catalogue() => Assert.Equal(
        "catalogue: unknown hardware profile 'vdt'; did you mean 'vtd'?",
        Assert.Throws<InputException>(() => Catalogue.Shipped.Hardware["vdt"]).Message);
}
