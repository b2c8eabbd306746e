using System.Collections.Immutable;
using RaceModel.Checks.Synthesis;

namespace RaceModel.Checks.Mutation;

/// <summary>
/// The calls that differ from given ones in one place. They are edited as one sequence of primitives, in which null is the boundary of
/// two calls; a call that is left without primitives is no call.
/// </summary>
internal static class CallMutants
{
    /// <param name="original">The calls.</param>
    /// <param name="mayHaveMoreCalls">Whether boundaries of calls can be added.</param>
    /// <returns>Each mutant once, under the first operator that leads to it.</returns>
    public static IEnumerable<(MutationOperator Operator, Candidate Candidate)> Of(Candidate original, bool mayHaveMoreCalls)
    {
        ImmutableArray<Primitive?> sequence =
            [.. original.Calls.SelectMany(call => call.Select(primitive => (Primitive?)primitive).Prepend(null)).Skip(1)];
        return Enum.GetValues<MutationOperator>()
            .Where(mutation => mayHaveMoreCalls || mutation != MutationOperator.AddBoundary)
            .SelectMany(mutation => (mutation == MutationOperator.Shorten ? Shortened(original) : Edits(mutation, sequence).Select(CandidateOf))
                .Select(candidate => (mutation, candidate)))
            .Where(mutant => mutant.Item2 != original)
            .DistinctBy(mutant => mutant.Item2);
    }

    private static IEnumerable<ImmutableArray<Primitive?>> Edits(MutationOperator mutation, ImmutableArray<Primitive?> sequence)
    {
        for (int index = 0; index < sequence.Length; index++)
        {
            int next = index + 1 < sequence.Length && sequence[index + 1] is null ? index + 2 : index + 1;
            bool isLast = index + 1 == sequence.Length;
            switch (mutation, sequence[index])
            {
                case (MutationOperator.Drop, not null) or (MutationOperator.RemoveBoundary, null):
                    yield return sequence.RemoveAt(index);
                    break;
                case (MutationOperator.Double, { } primitive):
                    yield return sequence.Insert(index, primitive);
                    break;
                case (MutationOperator.Swap, not null) when next < sequence.Length:
                    yield return Exchange(sequence, index, next);
                    break;
                case (MutationOperator.Split, { } primitive) when LoadAndStoreOf(primitive) is { } loadAndStore:
                    yield return sequence.RemoveAt(index).InsertRange(index, loadAndStore);
                    break;
                case (MutationOperator.NoWait, Primitive.Flush):
                    yield return sequence.SetItem(index, Primitive.Invalidate);
                    break;
                case (MutationOperator.AddBoundary, not null) when !isLast && sequence[index + 1] is not null:
                    yield return sequence.Insert(index + 1, null);
                    break;
                case (MutationOperator.MoveBoundary, null):
                    yield return Exchange(sequence, index - 1, index);
                    yield return Exchange(sequence, index, index + 1);
                    break;
            }
        }
    }

    private static IEnumerable<Candidate> Shortened(Candidate original) => original.Calls.SelectMany(call => call)
        .Select((primitive, index) => (primitive, index)).Where(each => each.primitive.HasRange())
        .Select(each => new Candidate(original.Calls, each.index));

    /// <summary>An atomic primitive as the semantics can express it without atomicity; null if it cannot.</summary>
    private static Primitive?[]? LoadAndStoreOf(Primitive primitive) => primitive switch
    {
        Primitive.TestAndClearDirty => [Primitive.LoadStoreClearDirty],
        Primitive.ExchangePte => [Primitive.LoadStoreClearPte],
        Primitive.WriteProtectClearDirty => [Primitive.ReadDirty, Primitive.WriteProtectDestroyDirty],
        _ => null,
    };

    private static ImmutableArray<Primitive?> Exchange(ImmutableArray<Primitive?> sequence, int left, int right) =>
        sequence.SetItem(left, sequence[right]).SetItem(right, sequence[left]);

    private static Candidate CandidateOf(ImmutableArray<Primitive?> sequence)
    {
        List<ImmutableArray<Primitive>> calls = [[]];
        foreach (Primitive? symbol in sequence)
        {
            if (symbol is { } primitive) calls[^1] = calls[^1].Add(primitive);
            else if (!calls[^1].IsEmpty) calls.Add([]);
        }

        if (calls.Count > 1 && calls[^1].IsEmpty) calls.RemoveAt(calls.Count - 1);
        return new([.. calls]);
    }
}
