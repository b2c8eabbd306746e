using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using Xunit.Sdk;

namespace RaceModel.Tests;

/// <summary>
/// Runs a check over random scenarios and guests whose state space is small. The same ones in every run; the environment variable
/// RACEMODEL_SEED gives others, and a failure names the seed and the smallest one found to fail.
/// </summary>
internal static class RandomCheck
{
    private const ulong DefaultSeed = 20220428, Gamma = 0x9E37_79B9_7F4A_7C15;

    /// <summary>Checks so many random scenarios; those with more states than the limit are left out, and most must not be.</summary>
    public static void ForAllSmall(int scenarios, int maxStates, Action<NaiveSearch> check) =>
        ForAllSmall(RandomScenarios.All, scenarios, maxStates, check);

    /// <summary>The same for scenarios of some kind.</summary>
    public static void ForAllSmall(Gen<Scenario> kind, int scenarios, int maxStates, Action<NaiveSearch> check) => ForMost(
        scenarios, Arb.From(kind.Select(scenario => new Case(scenario)), Case.Smaller), random =>
        {
            if (NaiveSearch.Run(TransitionSystem.Of(random.Scenario), maxStates) is not { } search) return false;
            check(search);
            return true;
        });

    /// <summary>Checks so many random values; of most the check must say that they were not too large for it.</summary>
    public static void ForMost<T>(int values, Arbitrary<T> random, Func<T, bool> check)
    {
        ulong seed = SeedOfThisRun();
        int tried = 0, checkedOnes = 0;
        Config config = Config.QuickThrowOnFailure.WithMaxTest(values).WithQuietOnSuccess(true).WithReplay(seed, Gamma);
        try
        {
            Check.One(config, Prop.ForAll(random, CheckOne));
        }
        catch (Exception failure) when (failure is not XunitException)
        {
            throw new XunitException($"RACEMODEL_SEED={seed}: {failure.Message}", failure);
        }

        Assert.True(checkedOnes >= tried / 2, $"RACEMODEL_SEED={seed}: only {checkedOnes} of {tried} were small enough");

        void CheckOne(T value)
        {
            tried++;
            if (check(value)) checkedOnes++;
        }
    }

    private static ulong SeedOfThisRun() =>
        Environment.GetEnvironmentVariable("RACEMODEL_SEED") is { Length: > 0 } seed ? ulong.Parse(seed, CultureInfo.InvariantCulture) : DefaultSeed;

    /// <summary>A scenario that shows itself as a line that a test can be written with.</summary>
    private sealed record Case(Scenario Scenario)
    {
        public static IEnumerable<Case> Smaller(Case from) => SmallerScenarios.Of(from.Scenario).Select(scenario => new Case(scenario));

        public override string ToString() => ScenarioText.Write(Scenario);
    }
}
