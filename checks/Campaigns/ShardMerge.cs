using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Campaigns;

/// <summary>A result file that was read.</summary>
internal sealed record ResultPart(string Path, CampaignResult Result);

/// <summary>Joins the results of a campaign's parts to that of the whole, and makes sure that they belong together.</summary>
internal static class ShardMerge
{
    /// <exception cref="InputException">A part is missing or there twice, or the parts are not of one campaign and this model.</exception>
    public static CampaignResult Join(IReadOnlyList<ResultPart> parts)
    {
        ResultPart first = parts[0];
        foreach (ResultPart part in parts) CheckBelongs(part, first);
        CheckComplete(parts);
        return first.Result with
        {
            Shard = Shard.Whole,
            Tests = [.. parts.SelectMany(part => part.Result.Tests).OrderBy(test => test.Test.Number)],
            Elapsed = parts.Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Result.Elapsed),
        };
    }

    /// <summary>Makes sure that a result is of a campaign's part, so that it can be continued.</summary>
    /// <exception cref="InputException">It is not.</exception>
    public static void CheckContinues(ResultPart earlier, Campaign campaign, Shard shard)
    {
        CheckModel(earlier);
        if (earlier.Result.Fingerprint != campaign.Fingerprint)
            throw new InputException(earlier.Path, $"is not of this campaign: scenarios, strategies or seed of '{campaign.FileName}' or of the options differ; start anew without --resume");
        if (earlier.Result.Shard != shard)
            throw new InputException(earlier.Path, $"is part {earlier.Result.Shard}, not part {shard}; give --shard {earlier.Result.Shard}");
    }

    private static void CheckModel(ResultPart part)
    {
        if (part.Result.ModelVersion != TransitionSystem.ModelVersion)
            throw new InputException(part.Path, $"was made by model {part.Result.ModelVersion}; this is model {TransitionSystem.ModelVersion}: run it again");
    }

    private static void CheckBelongs(ResultPart part, ResultPart first)
    {
        CheckModel(part);
        if (part.Result.Fingerprint != first.Result.Fingerprint)
            throw new InputException(part.Path, $"is of another campaign than '{first.Path}': scenarios, strategies or seed differ");
        if (part.Result.Shard.Count != first.Result.Shard.Count)
            throw new InputException(part.Path, $"is part {part.Result.Shard}, but '{first.Path}' is part {first.Result.Shard}: the whole must be divided alike");
    }

    private static void CheckComplete(IReadOnlyList<ResultPart> parts)
    {
        int count = parts[0].Result.Shard.Count;
        var seen = new Dictionary<int, string>();
        foreach (ResultPart part in parts)
        {
            if (!seen.TryAdd(part.Result.Shard.Index, part.Path))
                throw new InputException(part.Path, $"is part {part.Result.Shard}, and so is '{seen[part.Result.Shard.Index]}'; give each part once");
        }

        int[] missing = [.. Enumerable.Range(1, count).Where(index => !seen.ContainsKey(index))];
        if (missing.Length > 0)
            throw new InputException("merge", $"part {string.Join(", ", missing.Select(index => $"{index}/{count}"))} is missing; give the result files of all parts");

        int[] numbers = [.. parts.SelectMany(part => part.Result.Tests).Select(test => test.Test.Number).Order()];
        if (!numbers.SequenceEqual(Enumerable.Range(0, parts[0].Result.TestCount)))
            throw new InputException("merge", $"the parts hold {numbers.Length} tests of {parts[0].Result.TestCount}, not each once; run them again");
    }
}
