namespace RaceModel.Tests.Reference;

/// <summary>The migration thread of the VMM; without migration it only freezes, stops and switches over.</summary>
internal sealed class ReferenceMigration(ReferenceScenario scenario, ReferencePrimitives primitives, bool migrates)
{
    private readonly IReadOnlyList<string> enable = primitives.Expand(scenario.Enable);
    private readonly IReadOnlyList<string> query = primitives.Expand(scenario.Query);
    private readonly IReadOnlyList<string> finalQuery = primitives.Expand(scenario.FinalQuery ?? scenario.Query);

    /// <summary>Takes the thread's step on <paramref name="s"/>; null if it has none.</summary>
    public string? Step(ReferenceState s)
    {
        string? name = migrates ? StepMigrating(s) : StepWithoutMigration(s);
        return name == null ? null : "migration " + name;
    }

    private string? StepMigrating(ReferenceState s) => s.Stage switch
    {
        ReferenceStage.NotStarted => Enter(s, ReferenceStage.InEnable),
        ReferenceStage.InEnable => Call(s, enable, "enable"),
        ReferenceStage.Copying => Copy(s) ?? AfterCopying(s),
        ReferenceStage.InQuery => Call(s, query, "query"),
        ReferenceStage.Frozen => Stop(s),
        ReferenceStage.Stopped => Quiet(s) ? Enter(s, ReferenceStage.InFinalQuery) : null,
        ReferenceStage.InFinalQuery => Call(s, finalQuery, "query"),
        ReferenceStage.FinalCopying => Copy(s) ?? SwitchOver(s),
        _ => null,
    };

    private static string? StepWithoutMigration(ReferenceState s)
    {
        switch (s.Stage)
        {
            case ReferenceStage.NotStarted:
                return Freeze(s);
            case ReferenceStage.Frozen:
                return Stop(s);
            case ReferenceStage.Stopped when Quiet(s):
                s.Ram.CopyTo(s.Dst, 0);
                return SwitchOver(s);
            default:
                return null;
        }
    }

    private static string? Enter(ReferenceState s, ReferenceStage stage)
    {
        if (s.Lock != ReferenceOwner.Nobody)
        {
            return null;
        }

        s.Lock = ReferenceOwner.Migration;
        s.Stage = stage;
        return "enter";
    }

    private string? Call(ReferenceState s, IReadOnlyList<string> parts, string call)
    {
        ReferenceRange range = new(call, 0, scenario.Pages - 1);
        if (primitives.FindStep(s, s.Migration, parts, range))
        {
            return primitives.Take(s, s.Migration, parts, range);
        }

        if (s.Stage == ReferenceStage.InEnable)
        {
            ReturnFromEnable(s);
        }
        else
        {
            ReturnFromQuery(s);
        }

        s.Migration.Reset();
        s.Lock = ReferenceOwner.Nobody;
        s.CopyPosition = 0;
        return "return";
    }

    private static void ReturnFromEnable(ReferenceState s)
    {
        s.Started = true;
        Array.Fill(s.Bmap, true);
        s.Stage = ReferenceStage.Copying;
    }

    private void ReturnFromQuery(ReferenceState s)
    {
        for (int p = 0; p < scenario.Pages; p++)
        {
            s.Bmap[p] |= s.Migration.Buffer[p];
        }

        if (s.Stage == ReferenceStage.InQuery)
        {
            s.Round++;
            s.Stage = ReferenceStage.Copying;
        }
        else
        {
            s.Stage = ReferenceStage.FinalCopying;
        }
    }

    private string? AfterCopying(ReferenceState s) =>
        s.Round < scenario.Rounds ? Enter(s, ReferenceStage.InQuery) : Freeze(s);

    /// <summary>The next step of the copy loop; null if no page is left.</summary>
    private string? Copy(ReferenceState s)
    {
        bool clearsFirst = scenario.CopyOrder == "clear-then-copy";
        if (s.PageInHand == ReferenceState.None)
        {
            int next = Array.IndexOf(s.Bmap, true, s.CopyPosition);
            if (next < 0)
            {
                return null;
            }

            s.PageInHand = next;
            return clearsFirst ? ClearPage(s, next) : CopyPage(s, next);
        }

        int page = s.PageInHand;
        s.PageInHand = ReferenceState.None;
        s.CopyPosition = page + 1;
        return clearsFirst ? CopyPage(s, page) : ClearPage(s, page);
    }

    private static string ClearPage(ReferenceState s, int p)
    {
        s.Bmap[p] = false;
        return $"take {p}";
    }

    private static string CopyPage(ReferenceState s, int p)
    {
        s.Dst[p] = s.Ram[p];
        return $"copy {p}";
    }

    private static string? Freeze(ReferenceState s)
    {
        if (s.Mode != ReferenceMode.Running || s.Lock != ReferenceOwner.Nobody)
        {
            return null;
        }

        s.Mode = ReferenceMode.Frozen;
        s.Stage = ReferenceStage.Frozen;
        return "freeze";
    }

    private static string Stop(ReferenceState s)
    {
        s.DevicesStopped = true;
        s.Stage = ReferenceStage.Stopped;
        return "stop";
    }

    private static bool Quiet(ReferenceState s) => !s.Dma.Any(dma => dma.Phase
        is ReferencePhase.Lookup
        or ReferencePhase.Walked
        or ReferencePhase.Granted
        or ReferencePhase.Landed
        or ReferencePhase.Stalled);

    private static string SwitchOver(ReferenceState s)
    {
        s.Stage = ReferenceStage.SwitchedOver;
        return "switch-over";
    }
}
