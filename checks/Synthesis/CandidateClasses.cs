using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace RaceModel.Checks.Synthesis;

/// <summary>
/// The beginnings of candidates, put together where no guide can tell them apart: a class has one set of runs for each context of each
/// guide. What rules out a class rules out all its members, and there are few classes for very many candidates.
/// </summary>
internal sealed class CandidateClasses
{
    /// <summary>The class of all that is ruled out however it goes on.</summary>
    public const int RuledOut = -1;

    private readonly IReadOnlyList<Guide> _guides;
    private readonly ImmutableArray<Primitive> _vocabulary;
    private readonly int[] _contextCounts;
    private readonly List<int[]> _classes = [];
    private readonly Dictionary<int[], int> _numbers = new(new SameNumbers());
    private readonly Dictionary<(int Class, int Symbol), int> _next = [];
    private readonly Dictionary<int, bool> _isRuledOut = [];
    private readonly Dictionary<(int Class, Budget Left), bool> _mayLead = [];

    public CandidateClasses(IReadOnlyList<Guide> guides, ImmutableArray<Primitive> vocabulary)
    {
        (_guides, _vocabulary) = (guides, vocabulary);
        _contextCounts = [.. guides.Select(guide => guide.Contexts.Count)];
        Root = guides.Any(guide => guide.Start.IsViolation) ? RuledOut : NumberOf([.. guides.SelectMany(guide => guide.Contexts)]);
    }

    /// <summary>The class of the empty beginning.</summary>
    public int Root { get; }

    /// <summary>A guide has met a context that the classes do not tell apart yet: they have to be made anew.</summary>
    public bool IsOutdated => _guides.Zip(_contextCounts).Any(pair => pair.First.Contexts.Count != pair.Second);

    /// <summary>The class after one more primitive, or call boundary.</summary>
    public int Next(int from, int symbol)
    {
        if (!_next.TryGetValue((from, symbol), out int next)) _next.Add((from, symbol), next = FindNext(_classes[from], symbol));
        return next;
    }

    /// <summary>Whether the candidates of a class, as they stand, are ruled out.</summary>
    public bool IsRuledOut(int candidates)
    {
        if (!_isRuledOut.TryGetValue(candidates, out bool isRuledOut))
            _isRuledOut.Add(candidates, isRuledOut = SomeGuideRulesOut(_classes[candidates]));
        return isRuledOut;
    }

    /// <summary>Whether a single candidate is ruled out.</summary>
    public bool RuleOut(Candidate candidate)
    {
        int beginning = Root;
        for (int call = 0; call < candidate.Calls.Length; call++)
        {
            if (call > 0 && beginning != RuledOut) beginning = Next(beginning, OpenScenario.CallBoundary);
            foreach (Primitive primitive in candidate.Calls[call])
            {
                if (beginning != RuledOut) beginning = Next(beginning, (int)primitive);
            }
        }

        return beginning == RuledOut || IsRuledOut(beginning);
    }

    /// <summary>Whether some candidate that begins in a class, and spends just what is left, is not ruled out; its form does not matter.</summary>
    public bool MayLeadToSurvivor(int beginning, Budget left)
    {
        if (left.IsSpent) return !IsRuledOut(beginning);
        if (!_mayLead.TryGetValue((beginning, left), out bool mayLead)) _mayLead.Add((beginning, left), mayLead = SomeNextMayLead(beginning, left));
        return mayLead;
    }

    private bool SomeNextMayLead(int beginning, Budget left)
    {
        foreach (Primitive primitive in _vocabulary)
        {
            if (left.Without(primitive) is { } rest && LeadsOn((int)primitive, rest)) return true;
        }

        return left.Calls > 0 && LeadsOn(OpenScenario.CallBoundary, left.WithoutCall());

        bool LeadsOn(int symbol, Budget rest) => Next(beginning, symbol) is var next && next != RuledOut && MayLeadToSurvivor(next, rest);
    }

    private int FindNext(int[] from, int symbol)
    {
        int[] next = new int[from.Length];
        int index = 0;
        for (int guide = 0; guide < _guides.Count; guide++)
        {
            for (int context = 0; context < _contextCounts[guide]; context++, index++)
            {
                next[index] = _guides[guide].Next(from[index], symbol);
                bool isAlwaysReached = context == 0 && _guides[guide].Start.Context == 0;
                if (next[index] == Guide.Violating && isAlwaysReached) return RuledOut;
            }
        }

        return NumberOf(next);
    }

    private bool SomeGuideRulesOut(int[] ends)
    {
        int first = 0;
        for (int guide = 0; guide < _guides.Count; guide++)
        {
            if (_guides[guide].RulesOut(ends.AsSpan(first, _contextCounts[guide]))) return true;
            first += _contextCounts[guide];
        }

        return false;
    }

    private int NumberOf(int[] sets)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, sets, out bool isKnown);
        if (isKnown) return number;
        number = _classes.Count;
        _classes.Add(sets);
        return number;
    }

    private sealed class SameNumbers : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] obj)
        {
            HashCode hash = default;
            hash.AddBytes(MemoryMarshal.AsBytes(obj.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
