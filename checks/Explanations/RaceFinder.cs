using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Explanations;

/// <summary>
/// Finds the race that a smallest reordering undoes. It moves some steps past others, and one place less would not do: so the last
/// step that they go past is one of the pair, and the other is the moved step that conflicts with it.
/// </summary>
internal static class RaceFinder
{
    public static RacingPair? FindPair(Trace trace, Reordering reordering)
    {
        Footprint place = FootprintOf(trace, reordering.Place);
        int[] conflicting = [.. reordering.Moved.Where(step => FootprintOf(trace, step).ConflictsWith(place))];
        if (conflicting.Length == 0) return null;

        (int moved, Location location) = conflicting
            .SelectMany(step => Contested(FootprintOf(trace, step), place).Select(location => (step, location)))
            .OrderBy(pair => Rank(pair.location)).ThenBy(pair => Math.Abs(pair.step - reordering.Place))
            .First();
        return new(Math.Min(moved, reordering.Place), Math.Max(moved, reordering.Place), location);
    }

    /// <summary>
    /// Two accesses to the location with one of the pair in between, the other being one of them: what the second step's process did to
    /// it before, as between a query and a clear; or else what the first step's process, or else anybody, does to it next. Where nobody
    /// does: whatever the second step's process did before the pair, as between the grant of a write and its landing.
    /// </summary>
    public static RaceWindow? FindWindow(Trace trace, RacingPair pair)
    {
        int first = ProcessOf(pair.First), second = ProcessOf(pair.Second);
        int before = FindAccess(Enumerable.Range(1, pair.First - 1).Reverse(), process => process == second);
        if (before > 0) return new(before, pair.First, pair.Second);

        int[] later = [.. Enumerable.Range(pair.Second + 1, trace.Steps.Count - pair.Second)];
        int after = FindAccess(later, process => process == first);
        if (after == 0) after = FindAccess(later, process => process != second);
        if (after > 0) return new(pair.First, pair.Second, after);

        int prepared = Enumerable.Range(1, pair.First - 1).LastOrDefault(number => ProcessOf(number) == second);
        return prepared > 0 ? new(prepared, pair.First, pair.Second) : null;

        int ProcessOf(int number) => trace.Steps[number - 1].Process;

        int FindAccess(IEnumerable<int> numbers, Func<int, bool> isMeant) => numbers.FirstOrDefault(number =>
            isMeant(ProcessOf(number)) && Touches(FootprintOf(trace, number), pair.Location));
    }

    private static bool Touches(Footprint footprint, Location location) => footprint.Reads.Contains(location) || footprint.Writes.Contains(location);

    private static IEnumerable<Location> Contested(Footprint left, Footprint right) => new LocationSet(
        (left.Writes.Bits & (right.Writes.Bits | right.Reads.Bits)) | (left.Reads.Bits & right.Writes.Bits)).Items();

    private static Footprint FootprintOf(Trace trace, int number) => trace.Steps[number - 1].Transition.Footprint;

    // The page table says most; who stands where, and who holds the lock, says least.
    private static int Rank(Location location) =>
        location.Index >= Location.Pte(0).Index && location.Index < Location.Iotlb(0, 0).Index ? 0
        : location.Index < Location.ThreadPosition(0).Index ? 1
        : 2;
}
