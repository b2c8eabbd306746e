using System.Numerics;
using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Scheduling;

/// <summary>What of a scenario executions have run: a small value that is merged without allocating.</summary>
internal record struct Coverage
{
    private ulong _rules;
    private InstructionSet _trap;
    private InstructionSet _migration;

    /// <summary>The properties that were put to the test, as <see cref="Exercise"/> says.</summary>
    public PropertySet Exercised { get; set; }

    /// <summary>How many rules have fired.</summary>
    public readonly int RuleCount => BitOperations.PopCount(_rules);

    /// <summary>The instructions of the trap thread's program that have been run.</summary>
    public readonly InstructionSet Trap => _trap;

    /// <summary>The instructions of the migration thread's program that have been run.</summary>
    public readonly InstructionSet Migration => _migration;

    /// <summary>Whether a rule has fired.</summary>
    public readonly bool Has(Rule rule) => ((_rules >> (int)rule) & 1) != 0;

    /// <summary>The coverage that was written down as its parts.</summary>
    public static Coverage Of(IEnumerable<Rule> rules, InstructionSet trap, InstructionSet migration, PropertySet exercised) => new()
    {
        _rules = rules.Aggregate(0UL, (set, rule) => set | (1UL << (int)rule)),
        _trap = trap,
        _migration = migration,
        Exercised = exercised,
    };

    /// <summary>Adds all that another one has.</summary>
    public void Merge(in Coverage other)
    {
        _rules |= other._rules;
        _trap.Merge(other._trap);
        _migration.Merge(other._migration);
        Exercised = Exercised.Union(other.Exercised);
    }

    /// <summary>Adds the step that a process takes.</summary>
    /// <param name="system">What is run.</param>
    /// <param name="before">The state that the step is taken from.</param>
    /// <param name="process">Whose step it is; it is enabled.</param>
    /// <param name="record">Is written over.</param>
    public void Add(TransitionSystem system, State before, int process, StepRecord record)
    {
        State after = before;
        system.TryStep(ref after, process, record);
        Step step = record.Step;
        _rules |= 1UL << (int)step.Rule;
        Exercised = Exercised.Union(Exercise.By(system, ref before, step));
        if (step.Actor == Actor.VmmTrapThread) _trap.Add(PositionIn(before, VmmThread.Trap).Instruction);
        if (step.Actor == Actor.VmmMigrationThread) _migration.Add(LastRun(PositionIn(after, VmmThread.Migration)));
    }

    /// <summary>Adds the steps of a run.</summary>
    public void Add(Trace trace)
    {
        var record = new StepRecord();
        for (int step = 0; step < trace.Steps.Count; step++) Add(trace.System, trace.StateAfter(step), trace.Steps[step].Process, record);
    }

    // The migration thread passes over walks and copy loops that have nothing to do, so only where it stands afterwards tells.
    private static int LastRun(ThreadPosition after) => after.Instruction - (after.Cursor > 0 || after.Halfway ? 0 : 1);

    private static ThreadPosition PositionIn(in State state, VmmThread thread)
    {
        StateLayout.Field field = StateLayout.ThreadPosition(thread);
        return new((uint)state.Get(field.Word, field.Shift, field.Width));
    }
}
