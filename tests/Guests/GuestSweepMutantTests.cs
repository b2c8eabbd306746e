using Xunit;

namespace RaceModel.Tests.Guests;

/// <summary>Mistakes in the sweep over all guests: each gives other numbers of guests or other lengths.</summary>
public sealed class GuestSweepMutantTests
{
    private const string Sweep = "checks/Guests/GuestSweep.cs", Class = "checks/Guests/GuestClass.cs";

    private static readonly string Scenario = ScenarioText.Write(ScenarioText.Parse("unmap: write-protect-read | hardware: no-drain | guest: dma 0 | pages: 1 | rounds: 0"));
    private static readonly Lazy<string> Verdicts = new(() => SweptFamily.Judge(Scenario, "any:3", "all"));

    [Theory]
    [InlineData("a longer guest violates only what is new", Sweep, "judged.Violated.Union(result?.Violated ?? default)", "result?.Violated ?? judged.Violated")]
    [InlineData("a reduced search gives the counterexample", Sweep, "|| result.Violated.IsEmpty) return result;", "|| !result.IsInconclusive) return result;")]
    [InlineData("a guest may unmap what is under way", Class, "if (underWay.ContainsValue(iova)) return GuestClass.Racing;", "")]
    public void Is_killed(string name, string file, string old, string replacement)
    {
        using var world = new MutantWorld(new Mutant(name, file, nameof(SweptFamily), old, replacement));
        Assert.NotEqual(Verdicts.Value, world.Call(typeof(SweptFamily), nameof(SweptFamily.Judge), Scenario, "any:3", "all"));
    }
}
