using Xunit;

namespace RaceModel.Tests;

/// <summary>Every mutant is noticed by its kill test, as long as its edit can be made at all.</summary>
public abstract class MutantTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected static void AssertKilled(string name)
    {
        Mutant mutant = Mutant.All.Single(mutant => mutant.Name == name);
        KillTest test = KillTests.Named(mutant.KilledBy);
        using var world = new MutantWorld(mutant);

        // A mutant may search for ever; that it does not end is noticed, too.
        Task<string> judged = Task.Run(() => world.Judge(test.InFull));
        if (Task.WaitAny([judged], Patience) == 0) Assert.NotEqual(test.Verdicts, judged.GetAwaiter().GetResult());
    }

    private protected static TheoryData<string> NamesOf(IEnumerable<Mutant> mutants) => [.. mutants.Select(mutant => mutant.Name)];
}

public class GuestMutantTests : MutantTests
{
    public static TheoryData<string> Names => NamesOf(GuestMutants.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void IsKilled(string mutant) => AssertKilled(mutant);
}

public class DmaMutantTests : MutantTests
{
    public static TheoryData<string> Names => NamesOf(DmaMutants.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void IsKilled(string mutant) => AssertKilled(mutant);
}

public class KernelMutantTests : MutantTests
{
    public static TheoryData<string> Names => NamesOf(KernelMutants.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void IsKilled(string mutant) => AssertKilled(mutant);
}

public class VmmMutantTests : MutantTests
{
    public static TheoryData<string> Names => NamesOf(VmmMutants.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void IsKilled(string mutant) => AssertKilled(mutant);
}

public class StateMutantTests : MutantTests
{
    public static TheoryData<string> Names => NamesOf(StateMutants.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void IsKilled(string mutant) => AssertKilled(mutant);
}

public class ReductionMutantTests : MutantTests
{
    public static TheoryData<string> Names => NamesOf(ReductionMutants.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void IsKilled(string mutant) => AssertKilled(mutant);
}

public class SearchMutantTests : MutantTests
{
    public static TheoryData<string> Names => NamesOf(SearchMutants.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void IsKilled(string mutant) => AssertKilled(mutant);
}
