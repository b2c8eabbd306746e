using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Synthesis;

/// <summary>A required property that a candidate violates for a guest.</summary>
internal sealed record Refutation(Requirement Requirement, Verdict Verdict);

/// <summary>
/// Judges candidates by exhaustive search, all properties at once; a scenario is searched only once, for whatever problem it comes up.
/// </summary>
internal sealed class CandidateJudge(SearchLimits limits, JudgedScenarios known)
{
    // Scenarios are small, so the workers take one each.
    private readonly Checker _checker = new(limits with { Workers = 1, Progress = null });

    public CandidateJudge(SearchLimits limits) : this(limits, new JudgedScenarios())
    {
    }

    public TimeProvider Clock => limits.Clock;

    /// <summary>How many scenarios have been searched.</summary>
    public int Searches => known.Searches;

    /// <summary>The result of one scenario.</summary>
    /// <exception cref="SearchStoppedException">A limit stopped the search.</exception>
    public CheckResult Check(Scenario scenario) => known.GetOrAdd(scenario, Search).For(scenario);

    /// <summary>For each candidate the first requirement that it does not meet; null if it meets all.</summary>
    /// <exception cref="SearchStoppedException">A limit stopped a search.</exception>
    public Refutation?[] Judge(SynthesisProblem problem, IReadOnlyList<Candidate> candidates)
    {
        var refutations = new Refutation?[candidates.Count];
        ForEach(candidates.Count, index => refutations[index] = Judge(problem, candidates[index]));
        return refutations;
    }

    /// <summary>The results of a candidate for every guest.</summary>
    /// <exception cref="SearchStoppedException">A limit stopped a search.</exception>
    public IReadOnlyList<CheckResult> CheckAll(SynthesisProblem problem, Candidate candidate)
    {
        var results = new CheckResult[problem.Requirements.Count];
        ForEach(results.Length, index => results[index] = Check(problem.ScenarioOf(candidate, problem.Requirements[index].Guest)));
        return results;
    }

    private Refutation? Judge(SynthesisProblem problem, Candidate candidate)
    {
        foreach (Requirement requirement in problem.Requirements)
        {
            if (FindRefutation(requirement, Check(problem.ScenarioOf(candidate, requirement.Guest))) is { } refutation) return refutation;
        }

        return null;
    }

    /// <summary>The required property with the shortest counterexample; null if none is violated.</summary>
    public static Refutation? FindRefutation(Requirement requirement, CheckResult result) => result.Verdicts
        .Where(verdict => verdict.Kind == VerdictKind.Violated && requirement.Properties.Contains(verdict.Property))
        .OrderBy(verdict => verdict.Length)
        .Select(verdict => new Refutation(requirement, verdict))
        .FirstOrDefault();

    private CheckResult Search(Scenario scenario)
    {
        if (limits.Cancellation.IsCancellationRequested) throw new SearchStoppedException("interruption");
        CheckResult result = _checker.Check(scenario, PropertySet.All);
        return result.IsInconclusive ? throw new SearchStoppedException(result.StopReason ?? "a limit of a search") : result;
    }

    private void ForEach(int count, Action<int> work)
    {
        try
        {
            ParallelLoop.Run(count, limits.Workers, work);
        }
        catch (AggregateException exception) when (exception.InnerExceptions.OfType<SearchStoppedException>().FirstOrDefault() is { } stopped)
        {
            throw new SearchStoppedException(stopped.Reason);
        }
    }
}

/// <summary>A search was stopped before it could tell, and so is all that needs its result.</summary>
internal sealed class SearchStoppedException(string reason) : Exception($"stopped after {reason}")
{
    public string Reason => reason;
}
