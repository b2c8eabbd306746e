using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using Xunit;

namespace RaceModel.Tests.Cli;

public sealed class SynthesizeCommandTests
{
    private static readonly string[] Small = ["synthesize", "--guest", "racing", "late-read", "--pages", "1", "--rounds", "0", "--max-primitives", "4"];

    [Fact]
    public void Cheapest_unmap_is_one_exchange_and_one_flush()
    {
        ToolRun run = Tool.Run("synthesize");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.Lines, line => line.StartsWith(" [exchange-pte, flush] -        -     UF7", StringComparison.Ordinal));
        Assert.Contains("  [exchange-pte]: no-write-after-unmap, guest racing, 18 steps", run.Lines);
    }

    [Fact]
    public void Written_catalogue_is_read_back_as_it_was_synthesized()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "mine.json");
        ToolRun run = Tool.Run([.. Small, "--without", "exchange-pte", "report-all", "--output", file, "--format", "json"]);

        IEnumerable<string> synthesized = JObject.Parse(run.Output)["front"]!.SelectMany(entry => entry["protocols"]!).Select(protocol => (string)protocol["protocol"]!);
        Catalogue catalogue = Catalogue.Shipped.ReadFile(file);
        Assert.Equal(synthesized, catalogue.Unmap.Names.Except(Catalogue.Shipped.Unmap.Names).Select(name => catalogue.Unmap[name].Text));
        Assert.Equal(0, Tool.Run("check", "--catalogue", file, "--unmap", "synthesized-1", "--guest", "quiesced").ExitCode);
    }

    [Fact]
    public void Resumed_synthesis_searches_nothing_again()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "checkpoint");
        JObject first = JObject.Parse(Tool.Run([.. Small, "--checkpoint", file, "--format", "json"]).Output);
        File.AppendAllText(file, "{\"scenario\": \"cut o");
        JObject second = JObject.Parse(Tool.Run([.. Small, "--checkpoint", file, "--resume", "--format", "json"]).Output);

        Assert.NotEqual(0, (int)first["searches"]!);
        Assert.Equal(0, (int)second["searches"]!);
        Assert.Equal(first["front"]!.ToString(), second["front"]!.ToString());
    }

    [Fact]
    public void Half_a_checkpoint_saves_half_of_the_searches()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "checkpoint");
        JObject first = JObject.Parse(Tool.Run([.. Small, "--checkpoint", file, "--format", "json"]).Output);
        string[] lines = File.ReadAllLines(file);
        File.WriteAllLines(file, lines.Take(lines.Length / 2));
        JObject second = JObject.Parse(Tool.Run([.. Small, "--checkpoint", file, "--resume", "--format", "json"]).Output);

        Assert.Equal((int)first["searches"]! - (lines.Length / 2) + 1, (int)second["searches"]!);
        Assert.Equal(first["front"]!.ToString(), second["front"]!.ToString());
    }

    [Fact]
    public void Stopped_synthesis_is_inconclusive()
    {
        ToolRun run = Tool.Run([.. Small, "--max-states", "20"]);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("Not a front: what follows keeps what is required, but cheaper ones may have been missed.", run.Lines);
    }

    [Fact]
    public void Hopeless_hardware_ends_with_1_and_a_schedule()
    {
        ToolRun run = Tool.Run("synthesize", "--hardware", "no-drain", "--guest", "quiesced", "--pages", "1", "--rounds", "0");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("No protocol within these bounds keeps what is required.", run.Lines);
        Assert.Contains(run.Lines, line => line.Contains("switch-over", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("synthesize --without flsh", "error: --without: unknown primitive 'flsh'; did you mean 'flush'?")]
    [InlineData("synthesize --unmap plain", "error: --unmap: the unmap is what is looked for; give --part")]
    [InlineData("synthesize --part query --max-calls 2", "error: --max-calls: query is one call")]
    [InlineData("synthesize --resume", "error: --resume needs --checkpoint FILE")]
    [InlineData("synthesize --guest range --pages 1", "error: scenario: 'dma 1': IOVA 1 of 1 (from 0 up); give more pages")]
    [InlineData("synthesize --checkpoint global.json --resume", "error: global.json: no such file; expected a checkpoint of a synthesis by this version of the model")]
    [InlineData("synthesize --max-primitives 10", "error: --max-primitives: '10' is not a number from 1 to 9")]
    public void Wrong_input_ends_with_2_and_names_the_remedy(string command, string error)
    {
        ToolRun run = Tool.Run(command.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(error, run.Error.Split('\n')[0]);
    }
}
