namespace RaceModel.Checks.Scheduling;

/// <summary>
/// Says which properties a step puts to the test, violated or not. Executions that never do so say nothing of a property, however
/// many they are.
/// </summary>
internal static class Exercise
{
    private static readonly PropertySet Ends = PropertySet.Of(Property.AlwaysCompletes, Property.RefinesNoMigration);
    private static readonly PropertySet Faults = PropertySet.Of(Property.NoUnrecoverableFault);

    public static PropertySet By(TransitionSystem system, ref State before, in Step step)
    {
        var machine = new Machine<NoProbe>(ref before, system.Compiled, default);
        return step.Rule switch
        {
            Rule.SwitchOver => BySwitchOver(machine),
            Rule.Land => ByLanding(machine),
            Rule.Refuse or (>= Rule.HitDeviceTlb and <= Rule.FaultStalls) => ByTranslation(machine, step),
            _ => default,
        };
    }

    // There is something to lose: a version that was written, acknowledged, seen.
    private static PropertySet BySwitchOver(Machine<NoProbe> machine)
    {
        PropertySet exercised = Ends;
        for (int page = 0; page < machine.Scenario.Pages; page++)
        {
            if (machine.Ram(page).Version > 0) exercised = exercised.With(Property.NoLostWrite);
            if (machine.Acknowledged(page) > 0) exercised = exercised.With(Property.NoLostAckedWrite);
            if (machine.Seen(page) > 0) exercised = exercised.With(Property.NoTimeTravel);
        }

        return exercised;
    }

    // The guest has asked for some unmap: had it been told already, the write would be one too late.
    private static PropertySet ByLanding(Machine<NoProbe> machine)
    {
        for (int iova = 0; iova < machine.Scenario.Pages; iova++)
        {
            if (machine.Asked(iova)) return PropertySet.Of(Property.NoWriteAfterUnmap);
        }

        return default;
    }

    // A translation may fault; only on an IOVA that is in use must it not, and only a call can have write-protected the entry.
    private static PropertySet ByTranslation(Machine<NoProbe> machine, in Step step)
    {
        PropertySet exercised = Faults;
        if (!machine.Asked(step.Iova)) exercised = exercised.With(Property.NoLegitimateFault);
        if (machine.Locked) exercised = exercised.With(Property.NoProtectionFault);
        return exercised;
    }
}
