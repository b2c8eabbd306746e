using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Comparison;

/// <summary>
/// What a table says to the three questions of the mailing list thread "[PATCH RFC 00/19] IOMMUFD Dirty Tracking" (April to July
/// 2022). Every word follows from the verdicts in the table; a question about rows that are not in it is left out.
/// </summary>
internal static class ThreadAnswer
{
    private const string TwoCall = "two-call", Atomic = "atomic-exchange";

    private static readonly PropertySet Losses = PropertySet.Of(Property.NoLostWrite, Property.NoLostAckedWrite, Property.NoTimeTravel);

    public static IEnumerable<string> Write(ComparisonTable table)
    {
        ComparisonRow? twoCall = Find(table, TwoCall), atomic = Find(table, Atomic);
        if (table.IsInconclusive || twoCall is null || atomic is null) yield break;

        yield return $"Is query, then unmap as good as one atomic call? {TwoCall} loses writes of {Guests(table, twoCall, Loses)}; "
            + $"{Atomic} of {Guests(table, atomic, Loses)}.";
        if (WriteProtection(table) is { } line) yield return line;
        yield return $"Can the VM tell? With {TwoCall}, {Guests(table, twoCall, CanTell)} can; "
            + $"with {Atomic}, {Guests(table, atomic, CanTell)}.";
    }

    private static string? WriteProtection(ComparisonTable table)
    {
        ComparisonRow[] sound = [.. table.Rows.Where(row => !row.Results.Any(Fails))];
        ComparisonRow[] protecting = [.. sound.Where(row => row.Results.Any(result => result.Violated.Contains(Property.NoProtectionFault)))];
        ComparisonRow[] others = [.. sound.Except(protecting)];
        if (protecting.Length == 0 || others.Length == 0) return null;

        return $"Does it need write-protection first? No: {Names(others)} lose nothing without it; with it, "
            + $"{Names(protecting)} lose nothing either, but DMA that races the unmap faults on an entry that is still present.";
    }

    private static ComparisonRow? Find(ComparisonTable table, string label) => table.Rows.FirstOrDefault(row => row.Contender.Label == label);

    private static bool Loses(CheckResult result) => result.Violated.Overlaps(Losses);

    private static bool Fails(CheckResult result) =>
        Loses(result) || result.Violated.Contains(Property.AlwaysCompletes) || result.Violated.Contains(Property.NoWriteAfterUnmap);

    private static bool CanTell(CheckResult result) => result.Violated.Contains(Property.RefinesNoMigration);

    private static string Guests(ComparisonTable table, ComparisonRow row, Func<CheckResult, bool> predicate)
    {
        string[] guests = [.. table.Guests.Zip(row.Results).Where(pair => predicate(pair.Second)).Select(pair => pair.First.Name)];
        return guests.Length == 0 ? "none of these guests" : string.Join(", ", guests);
    }

    private static string Names(IEnumerable<ComparisonRow> rows) => string.Join(", ", rows.Select(row => row.Contender.Label));
}
