using RaceModel.Checks.Campaigns;
using RaceModel.Checks.Catalogues;
using Xunit;

namespace RaceModel.Tests.Campaigns;

/// <summary>A campaign in parts, put together again, is the campaign.</summary>
public sealed class ShardTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(11)]
    public void Parts_joined_are_the_whole(int count)
    {
        using CampaignHarness whole = new(), parts = new();
        Campaign campaign = CampaignText.Parse(CampaignText.Small);
        string expected = CampaignHarness.Timeless(whole.Run(campaign));

        ResultPart[] results = [.. Enumerable.Range(1, count).Reverse().Select(index => RunPart(parts, campaign, new(index, count)))];

        Assert.Equal(expected, CampaignHarness.Timeless(ShardMerge.Join(results)));
    }

    [Fact]
    public void Each_test_is_in_one_part()
    {
        Campaign campaign = CampaignText.Parse(CampaignText.Small);
        Assert.All(campaign.Tests, test => Assert.Single(Enumerable.Range(1, 5), index => new Shard(index, 5).Has(test)));
    }

    [Fact]
    public void What_does_not_belong_together_is_not_joined()
    {
        using var harness = new CampaignHarness();
        Campaign campaign = CampaignText.Parse(CampaignText.Small);
        ResultPart one = Empty(1, 3), two = Empty(2, 3), three = Empty(3, 3);

        Assert.Equal("merge: part 2/3 is missing; give the result files of all parts", ErrorOf(one, three));
        Assert.Equal("merge: part 1/3, 3/3 is missing; give the result files of all parts", ErrorOf(two));
        Assert.Equal("2-3: is part 2/3, and so is '2-3'; give each part once", ErrorOf(one, two, two, three));
        Assert.Equal("2-4: is part 2/4, but '1-3' is part 1/3: the whole must be divided alike", ErrorOf(one, Empty(2, 4)));
        Assert.Equal(
            "2-3: is of another campaign than '1-3': scenarios, strategies or seed differ",
            ErrorOf(one, two with { Result = two.Result with { Fingerprint = "other" } }, three));
        Assert.Equal(
            $"2-3: was made by model old; this is model {TransitionSystem.ModelVersion}: run it again",
            ErrorOf(one, two with { Result = two.Result with { ModelVersion = "old" } }, three));
        Assert.Equal(
            "merge: the parts hold 7 tests of 8, not each once; run them again",
            ErrorOf(one, two with { Result = two.Result with { Tests = [.. two.Result.Tests.Skip(1)] } }, three));

        ResultPart Empty(int index, int count) =>
            new($"{index}-{count}", harness.Run(campaign, new() { Shard = new(index, count), Cancellation = new(canceled: true) }));

        static string ErrorOf(params ResultPart[] parts) => Assert.Throws<InputException>(() => ShardMerge.Join(parts)).Message;
    }

    [Theory]
    [InlineData("1/1", 1, 1)]
    [InlineData("2/4", 2, 4)]
    [InlineData("12/12", 12, 12)]
    public void Parts_are_written_as_fractions(string text, int index, int count) => Assert.Equal(new Shard(index, count), Shard.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("0/4")]
    [InlineData("5/4")]
    [InlineData("1/0")]
    [InlineData("-1/4")]
    [InlineData("1")]
    [InlineData("1/4/5")]
    [InlineData("99999999999/99999999999")]
    public void Other_texts_are_no_parts(string text) => Assert.Null(Shard.Parse(text));

    private static ResultPart RunPart(CampaignHarness harness, Campaign campaign, Shard shard)
    {
        string path = harness.Write(ResultFile.NameOf(shard), harness.Run(campaign, new() { Shard = shard, Workers = 1 }));
        return new(path, ResultReader.Read(path));
    }
}
