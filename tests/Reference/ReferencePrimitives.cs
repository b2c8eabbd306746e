namespace RaceModel.Tests.Reference;

/// <summary>Which IOVAs a call acts on, and which entries its walks pass over.</summary>
/// <param name="Call">"unmap", "enable" or "query".</param>
/// <param name="First">The first IOVA.</param>
/// <param name="Last">The last IOVA.</param>
internal sealed record ReferenceRange(string Call, int First, int Last)
{
    public bool Contains(int iova) => First <= iova && iova <= Last;
}

/// <summary>The primitives of the software: kernel steps on the page table and the IOMMU.</summary>
internal sealed class ReferencePrimitives(ReferenceScenario scenario, ReferenceProgram program)
{
    private const string InvalidateIotlb = "invalidate the IOTLB";
    private const string InvalidateDevtlb = "invalidate the device TLB";
    private const string Wait = "wait";
    private const string SetTracking = "set-tracking";

    /// <summary>Behind a primitive: it works on its range without the last page.</summary>
    private const string Shortened = " (last page left out)";

    /// <summary>
    /// Writes every primitive out as its parts: a walk is one part (with a step, or steps a and b, a page), everything
    /// else is one part a step.
    /// </summary>
    public IReadOnlyList<string> Expand(IReadOnlyList<string> primitives)
    {
        List<string> parts = [];
        foreach (string primitive in primitives)
        {
            string mark = primitive.EndsWith(Shortened, StringComparison.Ordinal) ? Shortened : "";
            parts.AddRange(PartsOf(primitive[..^mark.Length]).Select(part => part + mark));
        }

        return parts;
    }

    private string[] PartsOf(string primitive)
    {
        string[] invalidate = scenario.Hardware.Ats ? [InvalidateIotlb, InvalidateDevtlb] : [InvalidateIotlb];
        return primitive switch
        {
            "invalidate" => invalidate,
            "flush" => [.. invalidate, Wait],
            "flush-iotlb" => [InvalidateIotlb, Wait],
            SetTracking => [SetTracking],
            _ when ReferenceWalks.IsWalk(primitive) => [primitive],
            _ => throw new ArgumentException($"Unknown primitive '{primitive}'.", nameof(primitive)),
        };
    }

    /// <summary>
    /// Moves the position to the step that is due now, past all that is passed over without a step. False if no step is
    /// left, so that the return of the call is due.
    /// </summary>
    public bool FindStep(ReferenceState s, ReferencePosition at, IReadOnlyList<string> parts, ReferenceRange range)
    {
        while (at.Part < parts.Count)
        {
            (string part, ReferenceRange reached) = Reach(parts[at.Part], range);
            if (at.StepB || (!ReferenceWalks.IsWalk(part) && reached.First <= reached.Last))
            {
                return true;
            }

            for (int i = Math.Max(at.Iova, reached.First); i <= reached.Last; i++)
            {
                if (Visits(s, reached, i))
                {
                    at.Iova = i;
                    return true;
                }
            }

            at.Part++;
            at.Iova = 0;
        }

        return false;
    }

    /// <summary>Takes the step that <see cref="FindStep"/> found; null if it is not enabled.</summary>
    public string? Take(ReferenceState s, ReferencePosition at, IReadOnlyList<string> parts, ReferenceRange callRange)
    {
        (string part, ReferenceRange range) = Reach(parts[at.Part], callRange);
        if (ReferenceWalks.IsWalk(part))
        {
            string name = $"{part} {at.Iova}{(at.StepB ? " step b" : "")}";
            ReferenceWalks.Visit(s, at, part);
            return name;
        }

        if (part == Wait && Draining(s, range))
        {
            return null;
        }

        switch (part)
        {
            case InvalidateIotlb:
                DropIotlb(s, range);
                break;
            case InvalidateDevtlb:
                DropDevtlb(s, range);
                break;
            case SetTracking:
                s.Tracking = true;
                break;
            default:
                break;
        }

        at.Part++;
        return part;
    }

    private static (string Part, ReferenceRange Range) Reach(string part, ReferenceRange range) => part.EndsWith(Shortened, StringComparison.Ordinal)
        ? (part[..^Shortened.Length], range with { Last = range.Last - 1 })
        : (part, range);

    private bool Visits(ReferenceState s, ReferenceRange range, int i) => range.Call switch
    {
        "unmap" => true,
        "enable" => s.Pte[i].Present,
        "query" => s.Pte[i].Present && !(scenario.Enumerate == "guest" && s.Gcleared[i]),
        _ => throw new InvalidOperationException(range.Call),
    };

    private void DropIotlb(ReferenceState s, ReferenceRange range)
    {
        for (int d = 0; d < scenario.Devices; d++)
        {
            for (int i = range.First; i <= range.Last; i++)
            {
                s.Iotlb[d][i] = default;
            }
        }

        for (int k = 1; k <= s.Dma.Length; k++)
        {
            if (range.Contains(program.Requests[k - 1].Iova) && s.Dma[k - 1].Phase == ReferencePhase.Walked)
            {
                s.Dma[k - 1].Phase = ReferencePhase.Lookup;
            }
        }

        MarkForDraining(s, range, viaAts: false);
    }

    private void DropDevtlb(ReferenceState s, ReferenceRange range)
    {
        for (int d = 0; d < scenario.Devices; d++)
        {
            for (int i = range.First; i <= range.Last; i++)
            {
                s.Devtlb[d][i] = default;
            }
        }

        MarkForDraining(s, range, viaAts: true);
    }

    private void MarkForDraining(ReferenceState s, ReferenceRange range, bool viaAts)
    {
        for (int k = 1; k <= s.Dma.Length; k++)
        {
            ReferenceDma dma = s.Dma[k - 1];
            bool granted = dma.Phase == ReferencePhase.Granted && dma.ViaAts == viaAts;
            if (scenario.Hardware.Drain == "writes" && granted && range.Contains(program.Requests[k - 1].Iova))
            {
                s.Dma[k - 1].Drain = true;
            }
        }
    }

    private bool Draining(ReferenceState s, ReferenceRange range)
    {
        for (int k = 1; k <= s.Dma.Length; k++)
        {
            if (s.Dma[k - 1].Drain && range.Contains(program.Requests[k - 1].Iova))
            {
                return true;
            }
        }

        return false;
    }
}
