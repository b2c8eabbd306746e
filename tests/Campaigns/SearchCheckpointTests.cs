using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Catalogues;
using Xunit;

namespace RaceModel.Tests.Campaigns;

/// <summary>An exhaustive search that was interrupted goes on where it was last saved.</summary>
public sealed class SearchCheckpointTests : IDisposable
{
    private const string Long = "\"unmap\": \"two-call\", \"guest\": \"double\", \"pages\": 3, \"strategies\": [\"exhaustive\"], "
        + "\"expected\": { \"violated\": [\"no-lost-write\", \"no-lost-acked-write\", \"no-unrecoverable-fault\"] }";

    private static readonly Campaign Campaign = CampaignText.Parse(CampaignText.Scenario(Long));

    private readonly CampaignHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    private string Checkpoint => Path.Combine(_harness.Path, "001_s_exhaustive_search.checkpoint");

    [Fact]
    public void It_gives_the_same_as_one_that_ran_through()
    {
        using var through = new CampaignHarness();
        CampaignResult interrupted = Interrupt();
        long saved = new FileInfo(Checkpoint).Length;

        Assert.Equal(TestVerdict.Inconclusive, interrupted.Verdict);
        Assert.InRange(interrupted.Tests[0].Explored, 100, 10_000);
        Assert.True(saved > 2 * interrupted.Tests[0].Explored);
        Assert.Equal(CampaignHarness.Timeless(through.Run(Campaign)), CampaignHarness.Timeless(_harness.Run(Campaign, new() { Earlier = interrupted })));
    }

    [Fact]
    public void It_is_read_from_the_file()
    {
        CampaignResult interrupted = Interrupt();
        byte[] content = File.ReadAllBytes(Checkpoint);
        content[^100] ^= 1;
        File.WriteAllBytes(Checkpoint, content);

        var error = Assert.Throws<InputException>(() => _harness.Run(Campaign, new() { Earlier = interrupted }));
        Assert.Contains($"{Checkpoint}: is damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_may_have_been_killed_before_anything_was_saved()
    {
        CampaignResult interrupted = Interrupt();
        File.WriteAllBytes(Checkpoint, []);

        Assert.True(_harness.Run(Campaign, new() { Earlier = interrupted }).Tests[0].IsFinished);
    }

    [Fact]
    public void A_campaign_that_begins_anew_does_not_look_at_it()
    {
        File.WriteAllText(Checkpoint, "of something else");

        Assert.True(_harness.Run(Campaign).Tests[0].IsFinished);
    }

    [Fact]
    public void It_is_gone_when_the_result_is_there()
    {
        var archive = new FindingArchive(_harness.Path);
        archive.DropCheckpoints(Interrupt());
        Assert.True(File.Exists(Checkpoint));

        archive.DropCheckpoints(_harness.Run(Campaign));
        Assert.False(File.Exists(Checkpoint));
    }

    private CampaignResult Interrupt()
    {
        // The clock goes on at each look, so that the time is up in the midst of the search.
        CampaignResult result = _harness.Run(
            Campaign with { Timeout = TimeSpan.FromSeconds(20) }, new() { Workers = 1, Clock = new SteppingClock(), CheckpointInterval = TimeSpan.Zero });
        return ResultReader.Read(_harness.Write("campaign.json", result));
    }
}
