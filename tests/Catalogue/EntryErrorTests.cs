using Xunit;

namespace RaceModel.Tests.Catalogues;

/// <summary>Entries that are JSON and yet wrong. Each text stands in line 2 of a file.</summary>
public sealed class EntryErrorTests
{
    [Theory]
    [InlineData("""  "vtd": {}""", "2:3: hardware profile 'vtd' exists already; expected a new name")]
    [InlineData("""  "My": {}""", "2:3: 'My' is not a name; expected lower-case letters, digits, dots and hyphens")]
    [InlineData("""  "": {}""", "2:3: '' is not a name; expected lower-case letters, digits, dots and hyphens")]
    [InlineData("""  "-a": {}""", "2:3: '-a' is not a name; expected lower-case letters, digits, dots and hyphens")]
    [InlineData("""  "a": "vtd" """, "2:8: expected an object for hardware profile 'a', found \"vtd\"")]
    [InlineData("""  "a": { "traking": "always" }""", "2:10: unknown key 'traking'; did you mean 'tracking'?")]
    [InlineData(
        """  "a": { "bigLock": true }""",
        "2:10: unknown key 'bigLock'; known: tracking, newMappingDirty, dirtyUpdate, drain, fault, abort, isolateAfter, ats, iotlb, source")]
    [InlineData("""  "a": { "tracking": "alway" }""", "2:22: unknown tracking 'alway'; did you mean 'always'?")]
    [InlineData("""  "a": { "drain": "everything" }""", "2:19: unknown drain 'everything'; known: writes, none")]
    [InlineData("""  "a": { "dirtyUpdate": true }""", "2:25: expected one of revalidate, blind-or, write-back as 'dirtyUpdate', found true")]
    [InlineData("""  "a": { "ats": "yes" }""", "2:17: expected true or false as 'ats', found \"yes\"")]
    [InlineData("""  "a": { "ats": null }""", "2:17: expected true or false as 'ats', found null")]
    [InlineData("""  "a": { "isolateAfter": 9 }""", "2:26: expected a whole number from 0 to 8 as 'isolateAfter', found 9")]
    [InlineData("""  "a": { "isolateAfter": -1 }""", "2:26: expected a whole number from 0 to 8 as 'isolateAfter', found -1")]
    [InlineData("""  "a": { "isolateAfter": 1.0 }""", "2:26: expected a whole number from 0 to 8 as 'isolateAfter', found 1.0")]
    [InlineData("""  "a": { "isolateAfter": "1" }""", "2:26: expected a whole number from 0 to 8 as 'isolateAfter', found \"1\"")]
    [InlineData(
        """  "a": { "isolateAfter": 99999999999999999999 }""",
        "2:26: expected a whole number from 0 to 8 as 'isolateAfter', found 99999999999999999999")]
    [InlineData("""  "a": { "source": 7 }""", "2:20: expected one line of text as 'source', found 7")]
    [InlineData("""  "a": { "source": "" }""", "2:20: expected one line of text as 'source', found \"\"")]
    [InlineData("""  "a": { "source": "a\nb" }""", "2:20: expected one line of text as 'source', found \"a\\nb\"")]
    public void A_wrong_hardware_profile(string entry, string error) => AssertError("hardware", entry, error);

    [Theory]
    [InlineData("""  "clear-flush": {}""", "2:3: query 'clear-flush' exists already; expected a new name")]
    [InlineData("""  "a": {}""", "2:3: query 'a' has no key 'primitives'; expected a list of primitives as 'primitives'")]
    [InlineData("""  "a": { "primitive": [] }""", "2:10: unknown key 'primitive'; did you mean 'primitives'?")]
    [InlineData("""  "a": { "primitives": "flush" }""", "2:24: expected a list of primitives as 'primitives', found \"flush\"")]
    [InlineData("""  "a": { "primitives": ["read-dirty", 3] }""", "2:39: expected the word of a primitive, found 3")]
    [InlineData("""  "a": { "primitives": [["flush"]] }""", "2:25: expected the word of a primitive, found a list")]
    [InlineData("""  "a": { "primitives": ["read-dirty",, "flush"] }""", "2:38: expected the word of a primitive, found undefined")]
    [InlineData("""  "a": { "primitives": ["read-dirty", "flsh"] }""", "2:39: unknown primitive 'flsh'; did you mean 'flush'?")]
    public void A_wrong_query(string entry, string error) => AssertError("query", entry, error);

    [Theory]
    [InlineData("""  "none": {}""", "2:3: enable call 'none' exists already; expected a new name")]
    [InlineData("""  "a": {}""", "2:3: enable call 'a' has no key 'primitives'; expected a list of primitives as 'primitives'")]
    public void A_wrong_enable_call(string entry, string error) => AssertError("enable", entry, error);

    [Theory]
    [InlineData("""  "plain": {}""", "2:3: unmap protocol 'plain' exists already; expected a new name")]
    [InlineData("""  "a": {}""", "2:3: unmap protocol 'a' has no key 'calls'; expected a list of calls, each a list of primitives, as 'calls'")]
    [InlineData("""  "a": { "calls": {} }""", "2:19: expected a list of calls, each a list of primitives, as 'calls', found an object")]
    [InlineData("""  "a": { "calls": ["flush"] }""", "2:20: expected a list of primitives as a call, found \"flush\"")]
    [InlineData("""  "a": { "calls": [["flush"], ["clear-pt"]] }""", "2:32: unknown primitive 'clear-pt'; did you mean 'clear-pte'?")]
    [InlineData("""  "a": { "calls": [] }""", "2:19: unmap 'a' has no call: give at least one, such as [clear-pte, flush]")]
    public void A_wrong_unmap_protocol(string entry, string error) => AssertError("unmap", entry, error);

    [Theory]
    [InlineData("query", "\"primitives\": [{0}]", "2:22", 309)]
    [InlineData("enable", "\"primitives\": [{0}]", "2:22", 309)]
    [InlineData("unmap", "\"calls\": [[{0}]]", "2:17", 306)]
    public void A_call_that_no_scenario_has_room_for(string section, string entry, string place, int instructions)
    {
        string primitives = string.Join(",", Enumerable.Repeat("\"read-dirty\"", 300));

        AssertError(
            section,
            $"\"a\": {{ {entry.Replace("{0}", primitives, StringComparison.Ordinal)} }}",
            $"{place}: the protocol takes {instructions} instructions of one thread: at most 255; give fewer primitives or rounds");
    }

    [Fact]
    public void A_software_row_that_no_scenario_has_room_for()
    {
        string primitives = string.Join(",", Enumerable.Repeat("\"read-dirty\"", 200));

        Assert.Equal(
            "mine.json:3:17: the protocol takes 409 instructions of one thread: at most 255; give fewer primitives or rounds",
            UserFile.ErrorOf($$"""
                { "enable": { "long": { "primitives": [{{primitives}}] } },
                  "query": { "long": { "primitives": [{{primitives}}] } },
                  "software": { "a": { "hardware": "vtd", "enable": "long", "query": "long", "unmap": "plain" } } }
                """));
    }

    [Theory]
    [InlineData("""  "late": {}""", "2:3: guest program 'late' exists already; expected a new name")]
    [InlineData(
        """  "a": {}""",
        "2:3: guest program 'a' has no key 'program'; expected operations separated by semicolons, such as \"dma 0; unmap 0\", as 'program'")]
    [InlineData(
        """  "a": { "program": ["dma 0"] }""",
        "2:21: expected operations separated by semicolons, such as \"dma 0; unmap 0\", as 'program', found a list")]
    [InlineData("""  "a": { "program": "dma 0; unmpa 0" }""", "2:29: program \"dma 0; unmpa 0\": unknown operation 'unmpa'; did you mean 'unmap'?")]
    [InlineData("""  "a": { "program": "dma 0 unmap 0" }""", "2:28: program \"dma 0 unmap 0\": expected ';' before the next operation, found 'u'")]
    [InlineData("""  "a": { "program": "dma 0; map 0" }""", "2:34: program \"dma 0; map 0\": expected the page to map, found the end")]
    [InlineData("""  "a": { "program": "dma 0; await 0" }""", "2:35: program \"dma 0; await 0\": DMA requests are numbered from 1 up")]
    [InlineData("""  "a": { "program": "dma\u00200\t;\/" }""", "2:35: program \"dma 0\\t;/\": expected an operation, found '/'")]
    [InlineData("""  "a": { "program": "dma 7" }""", "2:21: 'dma 7': IOVA 7 of 4 (from 0 up); 4 are the most")]
    [InlineData("""  "a": { "program": "dma 0 3" }""", "2:21: 'dma 0 3': device 3 of 3 (from 0 up); 3 are the most")]
    [InlineData("""  "a": { "program": "load 4" }""", "2:21: 'load 4': page 4 of 4 (from 0 up); 4 are the most")]
    [InlineData("""  "a": { "program": "unmap 2-1" }""", "2:21: 'unmap 2-1': the range runs backwards")]
    [InlineData("""  "a": { "program": "dma 0; await 2" }""", "2:21: 'await 2': the guest posts 1 DMA requests (from 1 up)")]
    public void A_wrong_guest_program(string entry, string error) => AssertError("guests", entry, error);

    [Theory]
    [InlineData("""  "vfio-type1": {}""", "2:3: software row 'vfio-type1' exists already; expected a new name")]
    [InlineData("""  "a": { "enable": "linux" }""", "2:3: software row 'a' has no key 'query'; expected the name of one query")]
    [InlineData("""  "a": { "enable": 1 }""", "2:20: expected the name of one enable call as 'enable', found 1")]
    [InlineData("""  "a": { "enable": "linx" }""", "2:20: unknown enable call 'linx'; did you mean 'linux'?")]
    [InlineData("""  "a": { "enable": "none", "query": "report-al" }""", "2:37: unknown query 'report-al'; did you mean 'report-all'?")]
    [InlineData(
        """  "a": { "enable": "none", "query": "report-all", "finalQuery": "clear-flsh" }""",
        "2:65: unknown query 'clear-flsh'; did you mean 'clear-flush'?")]
    [InlineData(
        """  "a": { "enable": "none", "query": "report-all", "unmap": "two-cal" }""",
        "2:60: unknown unmap protocol 'two-cal'; did you mean 'two-call'?")]
    [InlineData(
        """  "a": { "enable": "none", "query": "report-all", "unmap": "plain", "hardware": "amdx" }""",
        "2:81: unknown hardware profile 'amdx'; did you mean 'amd'?")]
    [InlineData(
        """  "a": { "enable": "none", "query": "report-all", "unmap": "plain", "hardware": "amd", "bigLock": 1 }""",
        "2:99: expected true or false as 'bigLock', found 1")]
    [InlineData(
        """  "a": { "enable": "none", "query": "report-all", "unmap": "plain", "hardware": "amd", "enumerate": "gest" }""",
        "2:101: unknown enumerate 'gest'; did you mean 'guest'?")]
    [InlineData(
        """  "a": { "enable": "none", "query": "report-all", "unmap": "plain", "hardware": "amd", "copyOrder": "clear" }""",
        "2:101: unknown copyOrder 'clear'; known: clear-then-copy, copy-then-clear")]
    public void A_wrong_software_row(string entry, string error) => AssertError("software", entry, error);

    private static void AssertError(string section, string entry, string error) =>
        Assert.Equal("mine.json:" + error, UserFile.ErrorOf($"{{ \"{section}\": {{\n{entry} }} }}"));
}
