using Microsoft.Coyote.Actors;

namespace RaceModel.Checks.Coyote;

/// <summary>Tells a new actor who it is.</summary>
internal sealed class Assignment(ActorHost host, ActorPlace place) : Event
{
    public ActorHost Host => host;

    public ActorPlace Place => place;
}

/// <summary>Tells an actor that it has a step to take.</summary>
internal sealed class TakeStep : Event
{
    public static TakeStep Instance { get; } = new();
}
