using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Exploration;
using Xunit;

namespace RaceModel.Tests;

/// <summary>A process that cannot step says which guard is false.</summary>
public class FalseGuardTests
{
    private const int Guest = 0, Trap = 1, Migration = 2, FirstDma = 3;

    private static readonly Catalogue Catalogue = Catalogue.Shipped;

    [Fact]
    public void AtTheStartOnlyGuestAndMigrationCanStep()
    {
        TransitionSystem system = System("two-call", "racing");

        Assert.Null(system.FindFalseGuard(system.Initial, Guest));
        Assert.Equal("no unmap is under way", system.FindFalseGuard(system.Initial, Trap));
        Assert.Null(system.FindFalseGuard(system.Initial, Migration));
        Assert.Equal("DMA 1 is not posted", system.FindFalseGuard(system.Initial, FirstDma));
    }

    [Fact]
    public void ATakenLockKeepsTheOtherThreadOut()
    {
        TransitionSystem system = System("two-call", "racing");
        State state = Run(system, Guest, Guest, Migration);

        Assert.Equal("the lock is taken", system.FindFalseGuard(state, Trap));
        Assert.Equal("the guest waits for its unmap", system.FindFalseGuard(state, Guest));
    }

    [Fact]
    public void AnAwaitWaitsForTheEndOfItsDma()
    {
        TransitionSystem system = System("two-call", "quiesced");
        State state = Run(system, Guest, FirstDma);

        Assert.Equal("DMA 1 has not ended", system.FindFalseGuard(state, Guest));
    }

    [Fact]
    public void RequestsOfOneDeviceAreFetchedInOrder()
    {
        TransitionSystem system = System("two-call", "double");
        State state = Run(system, Guest, Guest);

        Assert.Null(system.FindFalseGuard(state, FirstDma));
        Assert.Equal("DMA 1 comes first, and is not fetched", system.FindFalseGuard(state, FirstDma + 1));
    }

    [Theory]
    [InlineData("vtd", "two-call", "racing-await")]
    [InlineData("pri", "write-protect-clear", "racing-await")]
    [InlineData("xen", "write-protect-clear", "bystander")]
    public void EveryProcessEitherStepsOrSaysWhyNot(string hardware, string unmap, string guest)
    {
        TransitionSystem system = System(unmap, guest, hardware);
        var source = new ScenarioSource(system);
        StateGraph graph = BreadthFirstSearch.Run(source, new SearchLimits());
        for (int index = 0; index < graph.States.Count; index++)
        {
            State state = source.Load(graph.States[index]);
            for (int process = 0; process < system.ProcessCount; process++)
            {
                State after = state;
                bool steps = system.TryStep(ref after, process, out _);
                string? guard = system.FindFalseGuard(state, process);
                Assert.Equal(steps, guard is null);
                Assert.DoesNotContain("#", guard ?? "", StringComparison.Ordinal);
            }
        }
    }

    private static TransitionSystem System(string unmap, string guest, string hardware = "vtd") => TransitionSystem.Of(new()
    {
        Hardware = Catalogue.Hardware[hardware],
        Protocol = new() { Enable = Catalogue.Enable["linux"], Query = Catalogue.Query["clear-flush"], Unmap = Catalogue.Unmap[unmap] },
        Guest = Catalogue.Guests[guest],
    });

    private static State Run(TransitionSystem system, params int[] processes)
    {
        State state = system.Initial;
        Assert.All(processes, process => Assert.True(system.TryStep(ref state, process, out _)));
        return state;
    }
}
