using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Exploration;

namespace RaceModel.Checks.Synthesis;

/// <summary>
/// A counterexample of one candidate, tried on the others: what everybody but the candidate did, in that order. While a candidate runs,
/// any number of these steps may come between any two of its own; afterwards those that are not enabled are passed over. Each such run
/// is one that the candidate can really have, so that a violation in one of them rules the candidate out.
/// </summary>
/// <remarks>
/// The runs of all candidates with the same beginning are kept together, as a set with a number; sets that are equal have the same
/// number. What cannot be judged is silent: a guide never says that a candidate is right.
/// </remarks>
internal sealed class Guide
{
    /// <summary>The set of a beginning that already violates a required property.</summary>
    public const int Violating = 0;

    private const int MaxContexts = 48, MaxStepsAfterwards = 1_000;

    private readonly OpenScenario _open;
    private readonly byte[] _order;
    private readonly PropertySet _required;
    private readonly OutcomeSet? _baseline;
    private readonly List<GuidedRun[]> _sets = [[]];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Set, int Symbol), int> _next = [];
    private readonly Dictionary<GuidedRun, GuideEnd> _ends = [];
    private readonly Dictionary<GuidedRun, int> _contextNumbers = [];
    private readonly List<int> _contexts = [];

    /// <param name="counterexample">A verdict that a property is violated.</param>
    /// <param name="open">The scenario of it with the part left open.</param>
    /// <param name="part">The part.</param>
    /// <param name="required">What a candidate must not violate for this guest.</param>
    /// <param name="baseline">The outcomes without migration, if they matter.</param>
    public Guide(Verdict counterexample, OpenScenario open, ProtocolPart part, PropertySet required, OutcomeSet? baseline)
    {
        (_open, _required, _baseline) = (open, required, baseline);
        _order = [.. OrderOfTheOthers(Trace.Run(TransitionSystem.Of(counterexample.Scenario!), counterexample.Processes!), part)];
        Start = Follow(open.System.Initial, taken: 0);
    }

    /// <summary>What the guide comes to before the open part is first run.</summary>
    public GuideEnd Start { get; }

    /// <summary>The sets from which the open part has been seen to be run.</summary>
    public IReadOnlyList<int> Contexts => _contexts;

    /// <summary>The runs of a set after one more primitive, or call boundary.</summary>
    public int Next(int set, int symbol)
    {
        if (set == Violating) return Violating;
        if (!_next.TryGetValue((set, symbol), out int next)) _next.Add((set, symbol), next = Advance(_sets[set], symbol));
        return next;
    }

    /// <summary>Whether the candidate whose runs end in these sets, one for each context, is ruled out.</summary>
    /// <param name="endOf">The set in which the candidate ends that started from a context.</param>
    public bool RulesOut(ReadOnlySpan<int> endOf) => RulesOut(Start, endOf);

    private bool RulesOut(GuideEnd end, ReadOnlySpan<int> endOf)
    {
        if (end.IsViolation) return true;
        if (end.Context < 0 || end.Context >= endOf.Length) return false;

        int set = endOf[end.Context];
        if (set == Violating) return true;
        foreach (GuidedRun run in _sets[set])
        {
            if (!_ends.TryGetValue(run, out GuideEnd afterwards)) _ends.Add(run, afterwards = Finish(run));
            if (RulesOut(afterwards, endOf)) return true;
        }

        return false;
    }

    private static IEnumerable<byte> OrderOfTheOthers(Trace trace, ProtocolPart part)
    {
        int process = TransitionSystem.ProcessOf(part == ProtocolPart.Unmap ? Actor.VmmTrapThread : Actor.VmmMigrationThread);
        PartRegion[] regions = PartRegion.Find(trace.System.Compiled, part);
        StateLayout.Field field = StateLayout.ThreadPosition(part.Thread());
        for (int index = 0; index < trace.Steps.Count; index++)
        {
            TraceStep step = trace.Steps[index];
            var position = new ThreadPosition((uint)trace.StateAfter(index).Get(field.Word, field.Shift, field.Width));
            bool isOfThePart = step.Process == process && Array.Exists(regions, region => region.Contains(position))
                && (part == ProtocolPart.Unmap || step.Transition.Step.Primitive is not null);
            if (!isOfThePart) yield return (byte)step.Process;
        }
    }

    private int Advance(GuidedRun[] runs, int symbol)
    {
        HashSet<GuidedRun> done = [], seen = [];
        Queue<GuidedRun> waiting = new();
        int end = 0;
        foreach (GuidedRun run in runs) Wait(run with { State = _open.Before(run.State, symbol, out end) }, end);

        while (waiting.TryDequeue(out GuidedRun run))
        {
            if (!TryGoOn(run, end)) return Violating;
        }

        return NumberOf(done);

        void Wait(GuidedRun run, int until)
        {
            if (_open.PositionIn(run.State).Instruction == until) done.Add(run with { State = _open.AtStart(run.State) });
            else if (seen.Add(run)) waiting.Enqueue(run);
        }

        // False if a required property is violated.
        bool TryGoOn(GuidedRun run, int until)
        {
            bool isBlocked = false;
            if (_open.IsPassedOver(run.State))
            {
                done.Add(run with { State = _open.AtStart(run.State), MustGoOn = true });
            }
            else
            {
                State next = run.State;
                isBlocked = !TryStep(ref next, _open.Process, out bool violates);
                if (violates || (!isBlocked && next == run.State && IsStuck(next))) return false;
                if (!isBlocked) Wait(new(next, run.Taken), until);
            }

            if (run.MustGoOn) return true;
            return TryTakeOthers(run, isBlocked, until);
        }

        bool TryTakeOthers(GuidedRun run, bool isBlocked, int until)
        {
            State next = run.State;
            if (run.Taken < _order.Length && _order[run.Taken] != _open.Process && TryStep(ref next, _order[run.Taken], out bool violates))
            {
                if (violates) return false;
                Wait(new(next, run.Taken + 1), until);
                return true;
            }

            // What the thread waits for is a device, and the guide has no step for it.
            for (int process = _open.System.ProcessCount - 1; isBlocked && process > TransitionSystem.ProcessOf(Actor.VmmMigrationThread); process--)
            {
                if (!TryStep(ref next, process, out violates)) continue;
                if (violates) return false;
                Wait(run with { State = next }, until);
                return true;
            }

            return true;
        }
    }

    private bool IsStuck(in State state) => _required.Contains(Property.AlwaysCompletes) && !_open.CanLeaveInstruction(state);

    /// <summary>Goes on after the candidate's last primitive.</summary>
    private GuideEnd Finish(GuidedRun run)
    {
        State state = _open.AtEnd(run.State);
        if (!run.MustGoOn) return Follow(state, run.Taken);
        TryStep(ref state, _open.Process, out bool violates);
        return violates ? GuideEnd.Violation : Follow(state, run.Taken);
    }

    private GuideEnd Follow(State state, int taken)
    {
        while (taken < _order.Length)
        {
            if (!TryStep(ref state, _order[taken++], out bool violates)) continue;
            if (violates) return GuideEnd.Violation;
            if (_open.IsAtStart(state)) return ContextAt(state, taken);
        }

        for (int step = 0; step < MaxStepsAfterwards; step++)
        {
            if (!TryTakeAny(ref state, out bool violates)) return IsDeadlock(state) ? GuideEnd.Violation : GuideEnd.Silent;
            if (violates) return GuideEnd.Violation;
            if (_open.IsAtStart(state)) return ContextAt(state, taken);
        }

        return GuideEnd.Silent;
    }

    private bool IsDeadlock(in State state) => _required.Contains(Property.AlwaysCompletes) && !_open.System.IsEnd(state);

    /// <summary>A device or the VMM; the guest only if nobody else can, as it can be frozen anywhere.</summary>
    private bool TryTakeAny(ref State state, out bool violates)
    {
        for (int process = _open.System.ProcessCount - 1; process >= 0; process--)
        {
            if (TryStep(ref state, process, out violates)) return true;
        }

        violates = false;
        return false;
    }

    private bool TryStep(ref State state, int process, out bool violates)
    {
        bool isTaken = _open.System.TryStep(ref state, process, out PropertySet violated);
        violates = isTaken && (violated.Overlaps(_required) || IsNewOutcome(state));
        return isTaken;
    }

    private bool IsNewOutcome(in State state) =>
        _baseline is not null && _open.System.IsEnd(state) && !_baseline.Contains(Outcome.Of(_open.System, state));

    private GuideEnd ContextAt(in State state, int taken)
    {
        var run = new GuidedRun(state, taken);
        if (!_contextNumbers.TryGetValue(run, out int context))
        {
            if (_contexts.Count == MaxContexts) return GuideEnd.Silent;
            _contextNumbers.Add(run, context = _contexts.Count);
            _contexts.Add(NumberOf([run]));
        }

        return new(false, context);
    }

    private int NumberOf(HashSet<GuidedRun> runs)
    {
        GuidedRun[] sorted = [.. runs];
        string[] keys = [.. sorted.Select(KeyOf)];
        Array.Sort(keys, sorted, StringComparer.Ordinal);
        string key = string.Concat(keys);
        if (_numbers.TryGetValue(key, out int number)) return number;

        _sets.Add(sorted);
        _numbers.Add(key, _sets.Count - 1);
        return _sets.Count - 1;
    }

    private static string KeyOf(GuidedRun run)
    {
        State state = run.State;
        return $"{string.Join(' ', State.WordsOf(ref state).ToArray())} {run.Taken} {run.MustGoOn};";
    }
}
