using RaceModel.Checks.Catalogues;
using Xunit;

namespace RaceModel.Tests.Catalogues;

public sealed class InputFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("racemodel-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_file_is_read_with_or_without_a_byte_order_mark()
    {
        string path = Write([0xEF, 0xBB, 0xBF, .. """{ "hardware": { "mine": { "source": "§" } } }"""u8]);

        Assert.Equal("§", Catalogue.Shipped.ReadFile(path).Hardware["mine"].Source);
    }

    [Fact]
    public void A_mistake_in_a_file_is_placed_by_its_path()
    {
        string path = Write("{ \"unmaps\": {} }"u8);

        AssertError($"{path}:1:3", "unknown section 'unmaps'; did you mean 'unmap'?", path);
    }

    [Fact]
    public void A_file_that_is_not_there() =>
        AssertError("no/such.json", "no such file; expected a catalogue file (JSON)", "no/such.json");

    [Fact]
    public void A_path_that_is_empty() => AssertError("''", "is no file name; expected a catalogue file (JSON)", "");

    [Fact]
    public void A_directory() => AssertError(_directory, "is a directory; expected a catalogue file (JSON)", _directory);

    [Fact]
    public void A_file_that_is_no_text()
    {
        string path = Write([0x7B, 0xFF, 0xC0, 0x7D]);

        AssertError(path, "is not UTF-8 text; expected a catalogue file (JSON)", path);
    }

    [Fact]
    public void A_file_that_somebody_has_locked()
    {
        string path = Write("{}"u8);
        using FileStream locked = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        AssertError(
            path,
            $"cannot be read (The process cannot access the file '{path}' because it is being used by another process); expected a catalogue file (JSON)",
            path);
    }

    private static void AssertError(string place, string problem, string path)
    {
        var error = Assert.Throws<InputException>(() => Catalogue.Shipped.ReadFile(path));

        Assert.Equal(place, error.Place);
        Assert.Equal($"{place}: {problem}", error.Message);
    }

    private string Write(ReadOnlySpan<byte> content)
    {
        string path = Path.Combine(_directory, "mine.json");
        File.WriteAllBytes(path, content);
        return path;
    }
}
