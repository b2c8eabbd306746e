using System.Collections.Immutable;

namespace RaceModel.Checks.Synthesis;

/// <summary>What may be tried: which primitives, how many calls of how many primitives in all, in canonical form.</summary>
/// <param name="Vocabulary">The primitives.</param>
/// <param name="MaxCalls">How many calls at most.</param>
/// <param name="MaxPrimitives">How many primitives at most, over all calls.</param>
/// <param name="Rules">What makes a form canonical.</param>
internal sealed record CandidateSpace(ImmutableArray<Primitive> Vocabulary, int MaxCalls, int MaxPrimitives, CanonicalRules Rules)
{
    /// <summary>How many candidates there are if none is left out.</summary>
    public long CountAll()
    {
        long count = 1, ofThisLength = 1;
        for (int length = 1; length <= MaxPrimitives; length++)
        {
            ofThisLength *= Vocabulary.Length;
            long splits = 1, splitsOfThisCount = 1;
            for (int calls = 2; calls <= Math.Min(MaxCalls, length); calls++)
            {
                splitsOfThisCount = splitsOfThisCount * (length - calls + 1) / (calls - 1);
                splits += splitsOfThisCount;
            }

            count += ofThisLength * splits;
        }

        return count;
    }

    /// <summary>How many of them are in canonical form.</summary>
    public long CountCanonical()
    {
        Dictionary<(CandidatePrefix Prefix, int Calls), long> beginnings = new() { [(default, 1)] = 1 };
        long count = 1;
        for (int length = 1; length <= MaxPrimitives; length++)
        {
            Dictionary<(CandidatePrefix Prefix, int Calls), long> longer = [];
            foreach (((CandidatePrefix prefix, int calls), long number) in beginnings)
            {
                foreach (Primitive next in Vocabulary)
                {
                    if (Rules.Allow(prefix, next)) Add(longer, (prefix.Followed(next), calls), number);
                    CandidatePrefix inNextCall = prefix.InNextCall();
                    if (length > 1 && calls < MaxCalls && Rules.Allow(inNextCall, next)) Add(longer, (inNextCall.Followed(next), calls + 1), number);
                }
            }

            count += longer.Values.Sum();
            beginnings = longer;
        }

        return count;
    }

    private static void Add<TKey>(Dictionary<TKey, long> counts, TKey key, long number) where TKey : notnull =>
        counts[key] = counts.GetValueOrDefault(key) + number;

    /// <summary>Whether a candidate is in canonical form.</summary>
    public bool Contains(Candidate candidate)
    {
        if (candidate.Calls.Length > MaxCalls || candidate.Length > MaxPrimitives) return false;
        if (candidate.Calls.Length > 1 && candidate.Calls.Any(call => call.IsEmpty)) return false;

        CandidatePrefix prefix = default;
        foreach (ImmutableArray<Primitive> call in candidate.Calls)
        {
            prefix = prefix.InNextCall();
            foreach (Primitive primitive in call)
            {
                if (!Vocabulary.Contains(primitive) || !Rules.Allow(prefix, primitive)) return false;
                prefix = prefix.Followed(primitive);
            }
        }

        return true;
    }
}
