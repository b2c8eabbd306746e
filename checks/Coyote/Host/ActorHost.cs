using Microsoft.Coyote.Actors;
using Microsoft.Coyote.Runtime;
using ActorIdOf = System.Collections.Generic.Dictionary<RaceModel.Checks.Coyote.ActorPlace, Microsoft.Coyote.Actors.ActorId>;

namespace RaceModel.Checks.Coyote;

/// <summary>
/// Runs the model on Coyote actors. An actor with a step to take has exactly one event waiting; so which actor steps next is
/// Coyote's decision, and an actor that must wait does not spin.
/// </summary>
internal sealed class ActorHost(ModelRun run, Judge judge)
{
    private readonly ActorIdOf _actors = [];
    private readonly HashSet<ActorPlace> _called = [];
    private IActorRuntime? _runtime;

    public ModelRun Run => run;

    public Judge Judge => judge;

    /// <summary>
    /// Whether Coyote has ended the run, at a failure or at its bound. It interrupts the actors' threads then, but not before some
    /// of them have gone on to their next event, out of control and side by side.
    /// </summary>
    public bool IsOver => _runtime!.GetCurrentActorCount() == 0;

    /// <summary>Creates the actors and calls those that can begin.</summary>
    public void Start(IActorRuntime runtime)
    {
        _runtime = runtime;
        SchedulingPoint.Suppress();
        foreach (ActorPlace place in ActorPlace.All(run.Trace.System.Scenario))
            _actors.Add(place, runtime.CreateActor(TypeOf(place.Actor), new Assignment(this, place)));
        CallReady((actor, call) => runtime.SendEvent(actor, call));
        SchedulingPoint.Resume();
    }

    /// <summary>Takes back an actor's event when the actor handles it, and says in which processes it can step.</summary>
    public int[] Answer(ActorPlace place)
    {
        _called.Remove(place);
        return run.ReadyProcesses(place);
    }

    /// <summary>Sends an event to each actor that has a step to take and none waiting.</summary>
    public void CallReady(Action<ActorId, Event> send)
    {
        foreach ((ActorPlace place, ActorId actor) in _actors)
        {
            if (run.ReadyProcesses(place).Length > 0 && _called.Add(place)) send(actor, TakeStep.Instance);
        }
    }

    private static Type TypeOf(Actor actor) => actor switch
    {
        Actor.GuestVcpu => typeof(GuestVcpuActor),
        Actor.DmaDevice => typeof(DmaDeviceActor),
        Actor.Iommu => typeof(IommuActor),
        Actor.VmmTrapThread => typeof(VmmTrapThreadActor),
        _ => typeof(VmmMigrationThreadActor),
    };
}
