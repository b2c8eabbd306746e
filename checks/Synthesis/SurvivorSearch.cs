using System.Collections.Immutable;

namespace RaceModel.Checks.Synthesis;

/// <summary>Finds the candidates of one cost that no guide rules out and that have not been judged, one of each class.</summary>
internal sealed class SurvivorSearch(CandidateSpace space, CandidateClasses classes, IReadOnlySet<Candidate> judged, bool faultsEarly)
{
    private readonly HashSet<(int Class, CandidatePrefix Prefix, Budget Left)> _barren = [];
    private readonly List<ImmutableArray<Primitive>> _calls = [];
    private readonly List<Primitive> _call = [];
    private readonly List<Candidate> _found = [];
    private readonly HashSet<int> _classesFound = [];

    /// <summary>At most so many survivors, in an order that depends on nothing but the guides.</summary>
    public IReadOnlyList<Candidate> Find(Budget cost, int most)
    {
        _found.Clear();
        _classesFound.Clear();
        if (classes.Root != CandidateClasses.RuledOut) Search(classes.Root, default, cost.WithoutCall(), most);
        return [.. _found];
    }

    /// <summary>True if the rest was searched to its end and nothing was found.</summary>
    private bool Search(int beginning, CandidatePrefix prefix, Budget left, int most)
    {
        if (_found.Count == most || classes.IsOutdated) return false;
        if (left.IsSpent) return !TryAdd(beginning, prefix);
        if (!classes.MayLeadToSurvivor(beginning, left) || _barren.Contains((beginning, prefix, left))) return true;

        bool isBarren = true;
        foreach (Primitive primitive in space.Vocabulary)
        {
            if (left.Without(primitive) is not { } rest || !space.Rules.Allow(prefix, primitive)) continue;
            int next = classes.Next(beginning, (int)primitive);
            if (next == CandidateClasses.RuledOut) continue;
            _call.Add(primitive);
            isBarren &= Search(next, prefix.Followed(primitive), rest, most);
            _call.RemoveAt(_call.Count - 1);
        }

        if (left.Calls > 0 && prefix.Last is not null) isBarren &= SearchInNextCall(beginning, prefix, left, most);
        if (isBarren) _barren.Add((beginning, prefix, left));
        return isBarren;
    }

    private bool SearchInNextCall(int beginning, CandidatePrefix prefix, Budget left, int most)
    {
        int next = classes.Next(beginning, OpenScenario.CallBoundary);
        if (next == CandidateClasses.RuledOut) return true;

        ImmutableArray<Primitive> call = [.. _call];
        _calls.Add(call);
        _call.Clear();
        bool isBarren = Search(next, prefix.InNextCall(), left.WithoutCall(), most);
        _calls.RemoveAt(_calls.Count - 1);
        _call.Clear();
        _call.AddRange(call);
        return isBarren;
    }

    private bool TryAdd(int candidates, CandidatePrefix prefix)
    {
        bool isWhole = _calls.Count == 0 || _call.Count > 0;
        if (!isWhole || prefix.EndsFaultingEarly != faultsEarly || classes.IsRuledOut(candidates)) return false;

        var candidate = new Candidate([.. _calls, [.. _call]]);
        if (judged.Contains(candidate)) return false;
        if (_classesFound.Add(candidates)) _found.Add(candidate);
        return true;
    }
}
