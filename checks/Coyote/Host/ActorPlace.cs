namespace RaceModel.Checks.Coyote;

/// <summary>One actor of a scenario: who it is, and for a device, which.</summary>
internal readonly record struct ActorPlace(Actor Actor, int Device)
{
    /// <summary>Who takes a step.</summary>
    public static ActorPlace Of(Step step) => new(step.Actor, step.Actor == Actor.DmaDevice ? step.Device : 0);

    /// <summary>All actors of a scenario, in a fixed order.</summary>
    public static IEnumerable<ActorPlace> All(Scenario scenario)
    {
        foreach (Actor actor in Enum.GetValues<Actor>())
        {
            int count = actor == Actor.DmaDevice ? scenario.Devices : 1;
            for (int device = 0; device < count; device++) yield return new(actor, device);
        }
    }
}
