using RaceModel.Checks.Catalogues;
using Xunit;

namespace RaceModel.Tests.Catalogues;

/// <summary>However a file is damaged, its reader accepts it or points at a place in it.</summary>
public sealed class DamagedFileTests
{
    private const string Text = """
        { // A file with one entry of each kind.
          "$schema": "catalogue.schema.json",
          "hardware": { "a": { "tracking": "always", "isolateAfter": 1, "ats": true, "source": "\u00a7 1, \"Here\"" } },
          "enable": { "a": { "primitives": ["discard-dirty", "flush"] } },
          "unmap": { "a": { "calls": [["read-dirty"], ["clear-pte", "flush"]] } },
          "guests": { "a": { "program": "dma 0; await 1;\u0020\tunmap 0-1; load 3" } },
          "software": { "a": { "hardware": "a", "enable": "a", "query": "clear-flush", "unmap": "a", "bigLock": false } } /* End */
        }
        """;

    [Fact]
    public void Cut_off_anywhere()
    {
        for (int length = 0; length < Text.Length; length++) AssertReadOrPlaced(Text[..length]);
    }

    [Fact]
    public void With_a_character_missing_anywhere()
    {
        for (int index = 0; index < Text.Length; index++) AssertReadOrPlaced(Text.Remove(index, 1));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("{")]
    [InlineData("]")]
    [InlineData(",")]
    [InlineData(":")]
    [InlineData("9")]
    [InlineData("'")]
    [InlineData("/")]
    [InlineData("\r")]
    [InlineData("\0")]
    [InlineData("é")]
    public void With_a_character_too_many_anywhere(string inserted)
    {
        for (int index = 0; index <= Text.Length; index++) AssertReadOrPlaced(Text.Insert(index, inserted));
    }

    private static void AssertReadOrPlaced(string text)
    {
        if (Record.Exception(() => UserFile.Read(text)) is not { } thrown) return;

        string[] place = Assert.IsType<InputException>(thrown).Place.Split(':');
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        int line = int.Parse(place[1], provider: null), column = int.Parse(place[2], provider: null);
        Assert.Equal("mine.json", place[0]);
        Assert.InRange(line, 1, lines.Length);
        Assert.InRange(column, 1, lines[line - 1].Length + 1);
    }
}
