using Microsoft.Coyote.Actors;
using Microsoft.Coyote.Runtime;
using RaceModel.Checks.Counterexamples;

namespace RaceModel.Checks.Coyote;

/// <summary>
/// An actor of the model as an actor of Coyote: each event is one step. What others did since the event was sent may leave it
/// without a step, or with a choice of requests; that choice is Coyote's too.
/// </summary>
[OnEventDoAction(typeof(TakeStep), nameof(Step))]
internal abstract class ModelActor : Microsoft.Coyote.Actors.Actor
{
    private ActorHost _host = null!;
    private ActorPlace _place;

    protected override Task OnInitializeAsync(Event initialEvent)
    {
        var assignment = (Assignment)initialEvent;
        (_host, _place) = (assignment.Host, assignment.Place);
        return Task.CompletedTask;
    }

    // Coyote decides between events, not between a step and the calls that follow from it.
    protected void Step()
    {
        if (_host.IsOver) return;

        SchedulingPoint.Suppress();
        int[] ready = _host.Answer(_place);
        if (ready.Length > 0)
        {
            TraceStep step = _host.Run.Take(ready[ready.Length == 1 ? 0 : RandomInteger(ready.Length)]);
            _host.Judge.Look(_host.Run, step);
            _host.CallReady((actor, call) => SendEvent(actor, call));
        }

        SchedulingPoint.Resume();
    }
}

/// <summary>The guest vCPU.</summary>
internal sealed class GuestVcpuActor : ModelActor;

/// <summary>A device; of several requests it may fetch or complete any that the model lets it.</summary>
internal sealed class DmaDeviceActor : ModelActor;

/// <summary>The IOMMU; it serves the requests that it holds in any order.</summary>
internal sealed class IommuActor : ModelActor;

/// <summary>The VMM's thread that serves unmaps.</summary>
internal sealed class VmmTrapThreadActor : ModelActor;

/// <summary>The VMM's migration thread.</summary>
internal sealed class VmmMigrationThreadActor : ModelActor;
