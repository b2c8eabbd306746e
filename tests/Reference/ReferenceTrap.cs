namespace RaceModel.Tests.Reference;

/// <summary>The trap thread of the VMM: it runs the calls of an unmap while the guest is trapped.</summary>
internal sealed class ReferenceTrap(ReferenceScenario scenario, ReferenceProgram program, ReferencePrimitives primitives)
{
    private readonly IReadOnlyList<IReadOnlyList<string>> plain = [primitives.Expand(["clear-pte", "flush"])];
    private readonly IReadOnlyList<IReadOnlyList<string>> protocol = [.. scenario.Unmap.Select(primitives.Expand)];

    /// <summary>Takes the thread's step on <paramref name="s"/>; null if it has none.</summary>
    public string? Step(ReferenceState s)
    {
        if (s.Mode != ReferenceMode.Trapped)
        {
            return null;
        }

        if (!s.TrapInCall)
        {
            return Enter(s);
        }

        ReferenceOp op = program.Ops[s.Pc];
        ReferenceRange range = new("unmap", op.First, op.Last);
        IReadOnlyList<string> parts = Calls(s)[s.TrapCall];
        if (!primitives.FindStep(s, s.Trap, parts, range))
        {
            return Return(s, op);
        }

        string? name = primitives.Take(s, s.Trap, parts, range);
        return name == null ? null : "trap " + name;
    }

    private IReadOnlyList<IReadOnlyList<string>> Calls(ReferenceState s) => s.TrapRunsPlain ? plain : protocol;

    private static string? Enter(ReferenceState s)
    {
        if (s.Lock != ReferenceOwner.Nobody)
        {
            return null;
        }

        s.Lock = ReferenceOwner.Trap;
        s.TrapInCall = true;
        if (s.TrapCall == 0)
        {
            s.TrapRunsPlain = !s.Started;
        }

        return "trap enter";
    }

    private string Return(ReferenceState s, ReferenceOp op)
    {
        for (int p = 0; p < scenario.Pages; p++)
        {
            s.Bmap[p] |= s.Trap.Buffer[p];
        }

        s.Trap.Reset();
        bool last = s.TrapCall == Calls(s).Count - 1;
        if (last || !scenario.BigLock)
        {
            s.Lock = ReferenceOwner.Nobody;
            s.TrapInCall = false;
        }

        s.TrapCall++;
        if (last)
        {
            EndTrap(s, op);
        }

        return "trap return";
    }

    private static void EndTrap(ReferenceState s, ReferenceOp op)
    {
        s.TrapCall = 0;
        s.TrapRunsPlain = false;
        for (int i = op.First; i <= op.Last; i++)
        {
            s.Gmap[i] = ReferenceState.None;
        }

        s.Mode = ReferenceMode.Running;
        s.Pc++;
    }
}
