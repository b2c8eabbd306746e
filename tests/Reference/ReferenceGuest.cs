namespace RaceModel.Tests.Reference;

/// <summary>The guest vCPU: rules G0 to G5.</summary>
internal sealed class ReferenceGuest(ReferenceHardware hardware, ReferenceProgram program)
{
    /// <summary>Takes the guest's step on <paramref name="s"/>; null if it has none.</summary>
    public string? Step(ReferenceState s)
    {
        if (s.Mode != ReferenceMode.Running || s.Pc == program.Ops.Count)
        {
            return null;
        }

        ReferenceOp op = program.Ops[s.Pc];
        bool done = op.Name switch
        {
            "clear" => Clear(s, op),
            "dma" or "dmar" => Post(s, op),
            "await" => Await(s, op),
            "load" => Load(s, op),
            "unmap" => Unmap(s, op),
            "map" => Map(s, op),
            _ => throw new InvalidOperationException(op.Name),
        };
        return done ? "guest " + op.Text : null;
    }

    // G0
    private static bool Clear(ReferenceState s, ReferenceOp op)
    {
        s.Gcleared[op.First] = true;
        s.Pc++;
        return true;
    }

    // G1
    private static bool Post(ReferenceState s, ReferenceOp op)
    {
        s.Dma[op.Dma - 1].Phase = ReferencePhase.Posted;
        s.Pc++;
        return true;
    }

    // G2
    private bool Await(ReferenceState s, ReferenceOp op)
    {
        ReferenceDma dma = s.Dma[op.Dma - 1];
        if (dma.Phase is not (ReferencePhase.Completed or ReferencePhase.Vanished or ReferencePhase.Failed))
        {
            return false;
        }

        s.Awaits.Add(dma.Phase == ReferencePhase.Failed ? "error" : "ok");
        if (dma.Phase == ReferencePhase.Completed && !program.Requests[op.Dma - 1].IsRead)
        {
            s.Acked[dma.Page] = Math.Max(s.Acked[dma.Page], dma.Version);
        }

        s.Pc++;
        return true;
    }

    // G3
    private static bool Load(ReferenceState s, ReferenceOp op)
    {
        s.Loads.Add(s.Ram[op.Page].Writer);
        s.Seen[op.Page] = Math.Max(s.Seen[op.Page], s.Ram[op.Page].Version);
        s.Pc++;
        return true;
    }

    // G4; the program counter moves when the trap ends.
    private static bool Unmap(ReferenceState s, ReferenceOp op)
    {
        for (int i = op.First; i <= op.Last; i++)
        {
            s.Asked[i] = true;
        }

        s.Mode = ReferenceMode.Trapped;
        return true;
    }

    // G5
    private bool Map(ReferenceState s, ReferenceOp op)
    {
        if (s.Lock != ReferenceOwner.Nobody)
        {
            return false;
        }

        int i = op.First;
        s.Pte[i] = new ReferencePte(Present: true, Writable: true, Dirty: hardware.NewMappingDirty, op.Page);
        s.Vmap[i] = op.Page;
        s.Gmap[i] = op.Page;
        s.Asked[i] = false;
        s.Gcleared[i] = false;
        s.Pc++;
        return true;
    }
}
