namespace RaceModel.Tests;

/// <summary>Mistakes in the reductions: each makes some reduced search miss what the full one finds.</summary>
internal static class ReductionMutants
{
    private const string Futures = "checks/Reduction/FutureAccesses.cs", Sets = "checks/Reduction/PersistentSets.cs",
        Source = "checks/Reduction/ReducedSource.cs", Parts = "checks/Reduction/SharedParts.cs";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("a request's future lacks its write", Futures, "a load and a write that nobody looks for",
            "pages |= new Access(SharedParts.Ram(page), SharedParts.Ram(page));",
            ""),
        new("the guest's future lacks its loads", Futures, "a load and a write that nobody looks for",
            "own |= new Access(SharedParts.Ram(op.Page), 0);",
            ""),
        new("the copy loop's future lacks what it copies", Futures, "a load and a write that nobody looks for",
            "access |= new Access(SharedParts.Ram(page), SharedParts.Bitmap(page));",
            "access |= new Access(0, SharedParts.Bitmap(page));"),
        new("an unmap's future lacks the guest after it", Futures, "a request after an unmap",
            "instruction.Operation == VmmOperation.ReturnFromUnmap ? after :",
            "instruction.Operation == VmmOperation.ReturnFromUnmap ? default :"),
        new("a request in flight keeps the VM from stopping", Futures, "a load and a write that nobody looks for",
            "VmmOperation.Freeze => horizon >= MigrationHorizon.Freeze",
            "VmmOperation.Freeze => horizon >= MigrationHorizon.Quiet"),
        new("one process may go round a cycle while all others wait", Sets, "a stale compare retries alone",
            "!steps[process].MayCloseCycle && !IsDisturbed",
            "!IsDisturbed"),
        new("nobody sees where a write lands", Sets, "a write lands after its unmap",
            " | _futures.GuestMappingsOf(record.Writes & SharedParts.AllRam)",
            ""),
        new("nobody sees the guest's wish to unmap", Parts, "a query takes the mapping away",
            "if (location == Location.Asked(page)) return Asked(page);",
            "if (location == Location.Asked(page)) return 0;"),
        new("a disabled process is left alone", Sets, "an await of a write that nobody looks for",
            "else set |= situation.WhatItWaitsFor(process);",
            ""),
        new("what is passed through violates nothing", Source, "a stale compare retries alone",
            "step.Violated = step.Violated.Union(later[next].Violated);",
            ""),
    ];
}
