using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Synthesis;

/// <summary>
/// Finds all cheapest candidates. Costs are taken cheapest first. Of each cost, what no guide rules out is searched exhaustively, and
/// every counterexample that turns up becomes a guide; so most candidates are ruled out by a run of theirs, without a search.
/// </summary>
internal sealed class Synthesizer
{
    // Does not depend on the number of workers, as what is searched decides what becomes a guide.
    private const int Batch = 4;

    private readonly SynthesisProblem _problem;
    private readonly CandidateJudge _judge;
    private readonly Action<string> _report;
    private readonly List<Guide> _guides = [];
    private readonly HashSet<Candidate> _judged = [];
    private readonly List<FrontEntry> _front = [];
    private readonly Dictionary<GuestProgram, OpenScenario> _open = [];
    private readonly Dictionary<GuestProgram, OutcomeSet> _baselines = [];
    private readonly long _start;
    private RuledOut? _withoutThePart;
    private CandidateClasses _classes;

    private Synthesizer(SynthesisProblem problem, CandidateJudge judge, Action<string> report)
    {
        (_problem, _judge, _report) = (problem, judge, report);
        _start = judge.Clock.GetTimestamp();
        _classes = new(_guides, problem.Space.Vocabulary);
    }

    /// <param name="problem">What is looked for.</param>
    /// <param name="judge">Searches the candidates.</param>
    /// <param name="report">Is told how far the search has come.</param>
    public static SynthesisResult Run(SynthesisProblem problem, CandidateJudge judge, Action<string> report) =>
        new Synthesizer(problem, judge, report).Run();

    private SynthesisResult Run()
    {
        int searchesBefore = _judge.Searches;
        string? stopReason = null;
        try
        {
            FindFront();
        }
        catch (SearchStoppedException exception)
        {
            stopReason = exception.Message;
        }

        return new()
        {
            Problem = _problem,
            Front = [.. _front],
            Candidates = _problem.Space.CountAll(),
            CanonicalCandidates = _problem.Space.CountCanonical(),
            Searches = _judge.Searches - searchesBefore,
            Guides = _guides.Count,
            WithoutThePart = _withoutThePart,
            StopReason = stopReason,
        };
    }

    private void FindFront()
    {
        CostVector[] costs = [.. CostVector.UpTo(_problem.Space.MaxCalls, _problem.Space.MaxPrimitives)];
        for (int index = 0; index < costs.Length; index++)
        {
            CostVector cost = costs[index];
            if (_front.Exists(entry => entry.Cost.IsAtMost(cost))) continue;
            Report(index, costs.Length);
            List<Candidate> cheapest = FindCheapest(cost);
            if (cheapest.Count > 0) _front.Add(EntryOf(cost, cheapest));
        }
    }

    private void Report(int done, int all)
    {
        double seconds = _judge.Clock.GetElapsedTime(_start).TotalSeconds;
        string estimate = done == 0 ? "" : $", about {seconds / done * (all - done):N0} s left";
        _report($"{done:N0} of {all:N0} costs, {_front.Count} on the front; {_judge.Searches:N0} searches, {_guides.Count:N0} counterexamples{estimate}");
    }

    /// <summary>All candidates of a cost that keep what is required, of the fewest steps for which there are any.</summary>
    private List<Candidate> FindCheapest(CostVector cost)
    {
        int others = _problem.Space.MaxPrimitives - cost.Flushes - cost.Walks;
        for (int moreSteps = 0; moreSteps <= others + cost.Walks; moreSteps++)
        {
            List<Candidate> right = [];
            for (int longWalks = Math.Max(0, moreSteps - others); longWalks <= Math.Min(cost.Walks, moreSteps); longWalks++)
            {
                var budget = new Budget(cost.Calls, cost.Flushes, cost.Walks - longWalks, longWalks, moreSteps - longWalks);
                right.AddRange(FindRight(budget, cost.FaultsEarly));
            }

            if (right.Count > 0) return right;
        }

        return [];
    }

    private List<Candidate> FindRight(Budget budget, bool faultsEarly)
    {
        List<Candidate> right = [];
        while (true)
        {
            var search = new SurvivorSearch(_problem.Space, _classes, _judged, faultsEarly);
            IReadOnlyList<Candidate> survivors = search.Find(budget, Batch);
            while (_classes.IsOutdated)
            {
                _classes = new(_guides, _problem.Space.Vocabulary);
                survivors = new SurvivorSearch(_problem.Space, _classes, _judged, faultsEarly).Find(budget, Batch);
            }

            if (survivors.Count == 0) return right;
            right.AddRange(Judge(survivors));
        }
    }

    /// <summary>Those that keep what is required; what rules out the others becomes a guide.</summary>
    private List<Candidate> Judge(IReadOnlyList<Candidate> candidates)
    {
        List<Candidate> right = [];
        Refutation?[] refutations = _judge.Judge(_problem, candidates);
        int guidesBefore = _guides.Count;
        for (int index = 0; index < candidates.Count; index++)
        {
            _judged.Add(candidates[index]);
            if (refutations[index] is not { } refutation) right.Add(candidates[index]);
            else if (_guides.Count == guidesBefore || !_classes.RuleOut(candidates[index])) AddGuide(candidates[index], refutation);
        }

        return right;
    }

    private void AddGuide(Candidate candidate, Refutation refutation)
    {
        (GuestProgram guest, PropertySet required) = refutation.Requirement;
        if (!_open.TryGetValue(guest, out OpenScenario? open)) _open.Add(guest, open = _problem.Open(guest));
        OutcomeSet? baseline = required.Contains(Property.RefinesNoMigration) ? BaselineOf(guest, open) : null;
        var guide = new Guide(refutation.Verdict, open, _problem.Part, required, baseline);
        if (guide.Start.IsViolation) _withoutThePart ??= new(candidate, guest, refutation.Verdict);
        _guides.Add(guide);
        _classes = new(_guides, _problem.Space.Vocabulary);
    }

    private OutcomeSet BaselineOf(GuestProgram guest, OpenScenario open)
    {
        if (!_baselines.TryGetValue(guest, out OutcomeSet? baseline))
            _baselines.Add(guest, baseline = OutcomeSet.Baseline(open.System.Scenario, new SearchLimits()));
        return baseline;
    }

    private FrontEntry EntryOf(CostVector cost, List<Candidate> cheapest)
    {
        List<VerifiedCandidate> verified = [.. cheapest.Select(candidate => new VerifiedCandidate(candidate, _judge.CheckAll(_problem, candidate)))];
        List<RuledOut> below = [];
        foreach (Candidate simpler in cheapest.SelectMany(candidate => candidate.Simpler()).Distinct())
        {
            if (FindShortestRefutation(simpler) is { } ruledOut) below.Add(ruledOut);
        }

        return new(cost, verified, below);
    }

    private RuledOut? FindShortestRefutation(Candidate candidate) => _problem.Requirements
        .Zip(_judge.CheckAll(_problem, candidate), CandidateJudge.FindRefutation)
        .OfType<Refutation>()
        .OrderBy(refutation => refutation.Verdict.Length)
        .Select(refutation => new RuledOut(candidate, refutation.Requirement.Guest, refutation.Verdict))
        .FirstOrDefault();
}
