using System.Globalization;

namespace RaceModel.Checks.Campaigns;

/// <summary>One of several equal parts of a campaign: every <paramref name="Count"/>-th test, from the <paramref name="Index"/>-th on.</summary>
/// <param name="Index">Which part, from 1 up.</param>
/// <param name="Count">How many parts there are.</param>
internal sealed record Shard(int Index, int Count)
{
    public static Shard Whole { get; } = new(1, 1);

    public bool Has(CampaignTest test) => test.Number % Count == Index - 1;

    /// <summary>Reads <c>2/4</c>; null if it is no part of a whole.</summary>
    public static Shard? Parse(string text) =>
        text.Split('/') is [var left, var right] && TryNumber(left, out int index) && TryNumber(right, out int count) && index >= 1 && index <= count
            ? new(index, count)
            : null;

    public override string ToString() => $"{Index}/{Count}";

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
