using System.Globalization;
using System.Text.RegularExpressions;

namespace RaceModel.Checks.Campaigns;

/// <summary>One of several equal parts of a campaign: every <paramref name="Count"/>-th test, from the <paramref name="Index"/>-th on.</summary>
/// <param name="Index">Which part, from 1 up.</param>
/// <param name="Count">How many parts there are.</param>
internal sealed partial record Shard(int Index, int Count)
{
    public static Shard Whole { get; } = new(1, 1);

    public bool Has(CampaignTest test) => test.Number % Count == Index - 1;

    /// <summary>Reads <c>2/4</c>; null if it is no part of a whole.</summary>
    public static Shard? Parse(string text)
    {
        Match match = Form().Match(text);
        if (!match.Success) return null;

        int index = Number(match, 1), count = Number(match, 2);
        return index >= 1 && index <= count ? new(index, count) : null;
    }

    public override string ToString() => $"{Index}/{Count}";

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^([0-9]{1,4})/([0-9]{1,4})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
