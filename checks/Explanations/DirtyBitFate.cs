using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Explanations;

/// <summary>Why nobody sent a page again that a DMA wrote: what marked the write as dirty, and what became of the mark.</summary>
internal static class DirtyBitFate
{
    /// <param name="trace">A run in which the write landed.</param>
    /// <param name="page">The page.</param>
    /// <param name="dma">The DMA, from 0 up.</param>
    public static IEnumerable<string> Of(Trace trace, int page, int dma)
    {
        int landed = Last(trace, step => step.Rule == Rule.Land && step.Dma == dma);
        int granted = Last(trace, step => step.Dma == dma && Grants(step.Rule));
        if (landed == 0 || granted == 0) yield break;

        int copied = Last(trace, step => step.Rule == Rule.Copy && step.Page == page);
        yield return copied == 0 ? $"page {page} is never copied"
            : copied < landed ? $"page {page} is copied for the last time in step {copied}, and DMA {dma + 1} lands in it in step {landed}"
            : $"page {page} is copied for the last time in step {copied}";
        yield return $"{Mark(trace, granted)}; {Fate(trace, granted, page)}";
    }

    private static string Mark(Trace trace, int granted)
    {
        Step step = trace.Steps[granted - 1].Transition.Step;
        return step.Rule switch
        {
            Rule.HitIotlb => $"step {granted} grants DMA {step.Dma + 1} from the IOTLB, and sets no dirty bit",
            Rule.HitDeviceTlb => $"step {granted} grants DMA {step.Dma + 1} from the device TLB, and sets no dirty bit",
            Rule.GrantUntracked => $"step {granted} grants DMA {step.Dma + 1} while tracking is off, and sets no dirty bit",
            _ => $"step {granted} sets the dirty bit of PTE {step.Iova}",
        };
    }

    private static string Fate(Trace trace, int granted, int page)
    {
        int iova = trace.Steps[granted - 1].Transition.Step.Iova;
        bool isDirty = IsDirty(trace, granted, iova);
        for (int number = granted + 1; number <= trace.Steps.Count; number++)
        {
            if (IsReported(trace, number, page) && !IsReported(trace, number - 1, page)) return $"step {number} ({Label(trace, number)}) reports the page";
            if (isDirty && !IsDirty(trace, number, iova)) return $"step {number} ({Label(trace, number)}) takes it away without a report";
        }

        return isDirty ? "no query looks at it any more" : "no query finds one";
    }

    private static bool Grants(Rule rule) => rule is Rule.HitDeviceTlb or Rule.HitIotlb or Rule.GrantUntracked or Rule.SetDirty or Rule.OrDirty or Rule.WriteBackDirty;

    private static string Label(Trace trace, int number) => StepLabel.Of(trace.Steps[number - 1].Transition.Step);

    private static int Last(Trace trace, Func<Step, bool> isMeant)
    {
        int number = trace.Steps.Count;
        while (number > 0 && !isMeant(trace.Steps[number - 1].Transition.Step)) number--;
        return number;
    }

    private static bool IsDirty(Trace trace, int steps, int iova)
    {
        State state = trace.StateAfter(steps);
        return new Machine<NoProbe>(ref state, trace.System.Compiled, default).Pte(iova).Dirty;
    }

    private static bool IsReported(Trace trace, int steps, int page)
    {
        State state = trace.StateAfter(steps);
        var machine = new Machine<NoProbe>(ref state, trace.System.Compiled, default);
        return machine.Reported(VmmThread.Migration, page) || machine.Reported(VmmThread.Trap, page);
    }
}
