using RaceModel.Tests.Reference;
using Xunit;

namespace RaceModel.Tests;

/// <summary>The kill tests say of the real product what they should, and none is idle.</summary>
public class KillTestTests
{
    public static TheoryData<string> Names => [.. KillTests.All.Select(test => test.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheProductPasses(string name)
    {
        KillTest test = KillTests.Named(name);

        Assert.Equal(test.Verdicts, KillTest.Judge(test.Scenario));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheReferencePasses(string name)
    {
        KillTest test = KillTests.Named(name);
        ReferenceResult result = ReferenceChecker.Check(ReferenceTranslation.Of(ScenarioText.Parse(test.Scenario)));

        Assert.Equal(test.Verdicts, KillTest.Write(ReferenceTranslation.VerdictsOf(result), result.Outcomes, result.BaselineOutcomes));
    }

    [Theory]
    [InlineData("model")]
    [InlineData("checks")]
    public void AWorldWithoutAMutantPasses(string project)
    {
        using MutantWorld world = MutantWorld.WithoutMutant(project);

        Assert.All(KillTests.All, test => Assert.Equal(test.Verdicts, world.Judge(test.InFull)));
    }

    [Fact]
    public void EveryKillTestKills() => Assert.Equal(
        KillTests.All.Select(test => test.Name).Order(StringComparer.Ordinal),
        Mutant.All.Select(mutant => mutant.KilledBy).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void MutantsHaveDistinctNames() => Assert.Distinct(Mutant.All.Select(mutant => mutant.Name), StringComparer.Ordinal);

    [Fact]
    public void EachFileOfTheModelThatHoldsARuleHasAMutant()
    {
        IEnumerable<string> rules = RepositorySources.Of("model")
            .Where(file => file.Text.Contains("m.Took(", StringComparison.Ordinal))
            .Select(file => file.Path);

        Assert.Empty(rules.Except(Mutant.All.Select(mutant => mutant.File), StringComparer.Ordinal));
    }
}
