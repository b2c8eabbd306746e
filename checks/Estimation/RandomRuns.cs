using RaceModel.Checks.Exploration;
using RaceModel.Checks.Scheduling;

namespace RaceModel.Checks.Estimation;

/// <summary>Random runs of a model, each step as likely: how deep its states lie can be seen long before they are all found.</summary>
internal static class RandomRuns
{
    /// <summary>How many runs there are.</summary>
    public const int Count = 200;

    private const int MaxSteps = 2000;

    /// <summary>How many steps the longest of some random runs has; those that do not end are cut.</summary>
    public static int FindLongest<TSource>(TSource source, ulong seed) where TSource : struct, ITransitionSource
    {
        source.Prepare();
        int width = source.WordCount, longest = 0;
        var state = new ulong[width];
        var successors = new ulong[source.MaxSuccessors * width];
        var facts = new Successor[source.MaxSuccessors];
        for (int run = 0; run < Count; run++)
        {
            Randomness random = Randomness.For(seed, run);
            source.WriteInitial(state);
            int steps = 0;
            for (int count; steps < MaxSteps && (count = source.Expand(state, successors, facts)) > 0; steps++)
                successors.AsSpan(random.Below(count) * width, width).CopyTo(state);
            longest = Math.Max(longest, steps);
        }

        return longest;
    }
}
