namespace RaceModel.Tests.Reference;

/// <summary>The primitives that walk: what the step of each does to the entry at the position.</summary>
internal static class ReferenceWalks
{
    private static readonly string[] Names =
    [
        "read-dirty",
        "test-and-clear-dirty",
        "load-store-clear-dirty",
        "discard-dirty",
        "write-protect",
        "write-protect-clear-dirty",
        "write-protect-destroy-dirty",
        "clear-present",
        "clear-pte",
        "exchange-pte",
        "load-store-clear-pte",
        "compare-exchange-stale-pte",
        "report-all",
    ];

    public static bool IsWalk(string primitive) => Names.Contains(primitive, StringComparer.Ordinal);

    /// <summary>Takes the step that is due at the position, and moves on to the next IOVA if the visit is over.</summary>
    public static void Visit(ReferenceState s, ReferencePosition at, string primitive)
    {
        bool over = primitive switch
        {
            "load-store-clear-dirty" => at.StepB ? StoreClean(s, at) : LoadIfDirty(s, at),
            "load-store-clear-pte" => at.StepB ? StoreZero(s, at) : Load(s, at),
            "compare-exchange-stale-pte" => at.StepB ? CompareExchange(s, at) : Sample(s, at),
            _ => VisitAtomically(s, at, primitive),
        };
        at.StepB = !over;
        if (over)
        {
            at.Register = default;
            at.Iova++;
        }
    }

    private static void Report(ReferenceState s, ReferencePosition at) => at.Buffer[s.Vmap[at.Iova]] = true;

    private static void ReportIfDirty(ReferenceState s, ReferencePosition at)
    {
        if (s.Pte[at.Iova].Dirty)
        {
            Report(s, at);
        }
    }

    private static bool VisitAtomically(ReferenceState s, ReferencePosition at, string primitive)
    {
        ReferencePte pte = s.Pte[at.Iova];
        switch (primitive)
        {
            case "read-dirty":
                ReportIfDirty(s, at);
                break;
            case "test-and-clear-dirty":
                ReportIfDirty(s, at);
                s.Pte[at.Iova] = pte with { Dirty = false };
                break;
            case "discard-dirty":
                s.Pte[at.Iova] = pte with { Dirty = false };
                break;
            case "write-protect":
                s.Pte[at.Iova] = pte with { Writable = false };
                break;
            case "write-protect-clear-dirty":
                ReportIfDirty(s, at);
                s.Pte[at.Iova] = pte with { Writable = false, Dirty = false };
                break;
            case "write-protect-destroy-dirty":
                s.Pte[at.Iova] = pte with { Writable = false, Dirty = false };
                break;
            case "clear-present":
                s.Pte[at.Iova] = pte with { Present = false, Writable = false };
                break;
            case "clear-pte":
                s.Pte[at.Iova] = default;
                break;
            case "exchange-pte":
                ReportIfDirty(s, at);
                s.Pte[at.Iova] = default;
                break;
            case "report-all":
                Report(s, at);
                break;
            default:
                throw new InvalidOperationException(primitive);
        }

        return true;
    }

    // The steps of the two-step primitives say whether the visit is over.

    private static bool LoadIfDirty(ReferenceState s, ReferencePosition at)
    {
        at.Register = s.Pte[at.Iova];
        if (!at.Register.Dirty)
        {
            return true;
        }

        Report(s, at);
        return false;
    }

    private static bool StoreClean(ReferenceState s, ReferencePosition at)
    {
        s.Pte[at.Iova] = at.Register with { Dirty = false };
        return true;
    }

    private static bool Load(ReferenceState s, ReferencePosition at)
    {
        ReportIfDirty(s, at);
        return false;
    }

    private static bool StoreZero(ReferenceState s, ReferencePosition at)
    {
        s.Pte[at.Iova] = default;
        return true;
    }

    private static bool Sample(ReferenceState s, ReferencePosition at)
    {
        at.Register = s.Pte[at.Iova];
        return false;
    }

    private static bool CompareExchange(ReferenceState s, ReferencePosition at)
    {
        if (s.Pte[at.Iova] == at.Register)
        {
            ReportIfDirty(s, at);
            s.Pte[at.Iova] = default;
            return true;
        }

        if (s.Pte[at.Iova].Dirty)
        {
            Report(s, at);
            return false;
        }

        return true;
    }
}
