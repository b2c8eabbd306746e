using System.Globalization;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Counterexamples;

/// <summary>
/// A step that a schedule names, as far as this model knows its words: the schedule may be of another version of the model.
/// </summary>
internal sealed record ExpectedStep(string ActorWord, Actor? Actor, Rule? Rule, int Dma)
{
    private const string DmaArgument = "dma=";

    public static ExpectedStep Parse(string name)
    {
        string[] words = name.Split(' ');
        string? dma = words.FirstOrDefault(word => word.StartsWith(DmaArgument, StringComparison.Ordinal))?[DmaArgument.Length..];
        return new(
            words[0],
            Words.TryParse(words[0], out Actor actor) ? actor : null,
            words.Length > 1 && Words.TryParse(words[1], out Rule rule) ? rule : null,
            int.TryParse(dma, CultureInfo.InvariantCulture, out int number) ? number - 1 : Step.None);
    }

    /// <summary>What the step's process would do now; null if it has no enabled step.</summary>
    public Transition? FindActual(TransitionSystem system, State state) =>
        ProcessIn(system) is { } process ? system.TryTransition(ref state, process) : null;

    /// <summary>Why the process does not take this step: the guard that is false.</summary>
    public string FindFalseGuard(TransitionSystem system, State state)
    {
        if (Actor is null) return NearestName.Unknown("actor", ActorWord, Words.All<Actor>());
        if (ProcessIn(system) is not { } process) return "the scenario has no such DMA";
        if (Rule is null) return "this model has no such rule";
        return system.FindFalseGuard(state, process) ?? WhyAnother(system, state, FindActual(system, state)!);
    }

    private int? ProcessIn(TransitionSystem system)
    {
        if (Actor is not (RaceModel.Actor.DmaDevice or RaceModel.Actor.Iommu)) return Actor is { } actor ? TransitionSystem.ProcessOf(actor) : null;
        int process = TransitionSystem.ProcessOf(Actor.Value, Dma);
        return Dma != Step.None && process < system.ProcessCount ? process : null;
    }

    private string WhyAnother(TransitionSystem system, State state, Transition actual)
    {
        var machine = new Machine<NoProbe>(ref state, system.Compiled, default);
        if (Rule!.Value.PhaseBefore() is { } phase && machine.Dma(Dma).Phase is var found && found != phase)
            return $"DMA {Dma + 1} is in phase {Words.Of(found)}, not {Words.Of(phase)}";
        if (actual.Step.Rule is RaceModel.Rule.Take or RaceModel.Rule.Copy && Rule is not (RaceModel.Rule.Take or RaceModel.Rule.Copy))
            return $"bitmap has page {actual.Step.Page} left";
        if (Actor == RaceModel.Actor.GuestVcpu)
            return $"the guest is at operation {machine.GuestPosition + 1}, '{system.Scenario.Guest.Ops[machine.GuestPosition]}'";

        string facts = string.Join(", ", actual.Footprint.Reads.Items().Where(IsFact)
            .Select(location => $"{location} is '{StateText.Describe(system, state, location)}'"));
        return facts.Length > 0 ? facts : "its process has not come to that step";
    }

    // Where a process stands is what the actual step tells anyway.
    private static bool IsFact(Location location) => location != Location.GuestPosition && location != Location.GuestMode
        && location != Location.ThreadPosition((int)VmmThread.Migration) && location != Location.ThreadPosition((int)VmmThread.Trap);
}
