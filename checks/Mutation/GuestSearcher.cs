using System.Collections.Immutable;
using RaceModel.Checks.Comparison;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guests;

namespace RaceModel.Checks.Mutation;

/// <summary>
/// Looks for the smallest guests that tell mutants from their originals: those of fewer operations first, in the order of their
/// enumeration. A guest is taken with all pairs that are still to be told apart, so that what they have in common is searched once.
/// Where a range is shortened, pages are not alike: such a pair takes also the guests that differ from others in their numbers alone.
/// </summary>
internal sealed class GuestSearcher
{
    private readonly ComparisonBounds _bounds;
    private readonly SearchLimits _limits;
    private readonly Action<string> _report;
    private readonly (Contender Original, Contender Mutant, GuestSearch Search)[] _pairs;

    /// <param name="pairs">Originals and mutants.</param>
    /// <param name="bounds">Pages, devices, rounds; and the properties that count.</param>
    /// <param name="limits">What may stop a search; an interruption counts for all.</param>
    /// <param name="report">Is told how far the search has come.</param>
    public GuestSearcher(
        IEnumerable<(Contender Original, Contender Mutant)> pairs, ComparisonBounds bounds, SearchLimits limits, Action<string> report)
    {
        (_bounds, _limits, _report) = (bounds, limits, report);
        _pairs = [.. pairs.Select(pair => (pair.Original, pair.Mutant, new GuestSearch(bounds.Properties)))];
    }

    /// <summary>How many guests were taken.</summary>
    public int GuestsTried { get; private set; }

    /// <summary>Tries guests of up to so many operations; says what they say of each pair.</summary>
    public IEnumerable<GuestSearch> Run(int maxOperations)
    {
        var programs = new GuestPrograms(_bounds.Pages, _bounds.Devices, arePagesAlike: !_pairs.Any(pair => pair.Mutant.Protocol.ShortensRange));
        ImmutableArray<GuestOp>[] level = [[]];
        for (int length = 1; length <= maxOperations && _pairs.Any(pair => pair.Search.IsOpenTo(GuestsTried)); length++)
        {
            level = [.. level.SelectMany(programs.Longer)];
            if (!TryAll(level, $"guests of {length} of {maxOperations} operations")) break;
            GuestsTried += level.Length;
        }

        return _pairs.Select(pair => pair.Search);
    }

    /// <summary>False if it was interrupted.</summary>
    private bool TryAll(ImmutableArray<GuestOp>[] level, string what)
    {
        int done = 0;
        Parallel.For(0, level.Length, new ParallelOptions { MaxDegreeOfParallelism = _limits.Workers }, (index, loop) =>
        {
            if (_limits.Cancellation.IsCancellationRequested) loop.Stop();
            else Try(level[index], GuestsTried + index);
            _report($"{what}: {Interlocked.Increment(ref done):N0} of {level.Length:N0}, {_pairs.Count(pair => pair.Search.FirstKill is null)} mutants left");
        });
        if (!_limits.Cancellation.IsCancellationRequested) return true;

        foreach ((_, _, GuestSearch search) in _pairs) search.AddUnknown(GuestsTried);
        return false;
    }

    private void Try(ImmutableArray<GuestOp> program, int number)
    {
        var guest = new GuestProgram("", program);
        guest = guest with { Name = guest.Text };

        // Kept for this guest only: what a checker remembers is of no use to another one.
        var checker = new Checker(_limits with { Workers = 1, Progress = null });
        Dictionary<string, CheckResult> results = new(StringComparer.Ordinal);
        bool isInOrder = GuestPrograms.NumbersPagesInOrder(program);
        foreach ((Contender original, Contender mutant, GuestSearch search) in _pairs)
        {
            if (_limits.Cancellation.IsCancellationRequested) return;
            if (!search.IsOpenTo(number) || !(isInOrder || mutant.Protocol.ShortensRange)) continue;
            Scenario before = _bounds.ScenarioOf(original, guest), after = _bounds.ScenarioOf(mutant, guest);
            if (ScenarioKey.OfRuns(before) != ScenarioKey.OfRuns(after)) search.Add(number, new(Check(before), Check(after)));
        }

        CheckResult Check(Scenario scenario)
        {
            string key = ScenarioKey.OfRuns(scenario);
            if (!results.TryGetValue(key, out CheckResult? result)) results.Add(key, result = checker.Check(scenario, PropertySet.All));
            return result.For(scenario);
        }
    }
}
