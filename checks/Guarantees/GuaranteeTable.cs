using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Synthesis;

namespace RaceModel.Checks.Guarantees;

/// <summary>A guarantee on some hardware: whether the calls of today give it, and the cheapest protocols that do.</summary>
/// <param name="Guarantee">The guarantee.</param>
/// <param name="OfTwoCalls">What a query and an unmap, two calls that exist, violate; null if they give the guarantee.</param>
/// <param name="Cheapest">All cheapest protocols that do.</param>
internal sealed record GuaranteeRow(Guarantee Guarantee, Refutation? OfTwoCalls, SynthesisResult Cheapest);

/// <summary>The guarantees on one hardware.</summary>
internal sealed record HardwareGuarantees(HardwareProfile Hardware, IReadOnlyList<GuaranteeRow> Rows);

/// <summary>Which guarantees real software gives, and for each that it does not give, to which guest.</summary>
internal sealed record SoftwareGuarantees(SoftwareRow Software, IReadOnlyDictionary<Guarantee, Refutation?> Refutations);

/// <summary>The inverse of a comparison: for each guarantee and hardware, what it takes.</summary>
internal sealed record GuaranteeTable(IReadOnlyList<HardwareGuarantees> Hardware, IReadOnlyList<SoftwareGuarantees> Software, string? StopReason)
{
    private const string TwoCalls = "two-call-no-clear";

    /// <param name="catalogue">Where guests, queries and software come from.</param>
    /// <param name="hardware">The hardware of the table.</param>
    /// <param name="guests">The guests to whom the guarantees are given.</param>
    /// <param name="problemOf">The problem of a hardware, but for what is required.</param>
    /// <param name="limits">What may stop the searches.</param>
    /// <param name="report">Is told how far the table has come.</param>
    public static GuaranteeTable Of(
        Catalogue catalogue, IEnumerable<HardwareProfile> hardware, IReadOnlyList<GuestProgram> guests, Func<HardwareProfile, SynthesisProblem> problemOf,
        SearchLimits limits, Action<string> report)
    {
        List<HardwareGuarantees> rows = [];
        List<SoftwareGuarantees> software = [];
        try
        {
            foreach (HardwareProfile profile in hardware) rows.Add(Of(catalogue, problemOf(profile), guests, limits, report));
            foreach (SoftwareRow row in catalogue.Software.Entries)
            {
                report($"real software: {row.Name}");
                software.Add(Of(row, problemOf(row.Hardware), guests, limits));
            }
        }
        catch (SearchStoppedException exception)
        {
            return new(rows, software, exception.Message);
        }

        string? stopReason = rows.SelectMany(row => row.Rows).Select(row => row.Cheapest.StopReason).FirstOrDefault(reason => reason is not null);
        return new(rows, software, stopReason);
    }

    private static HardwareGuarantees Of(
        Catalogue catalogue, SynthesisProblem problem, IReadOnlyList<GuestProgram> guests, SearchLimits limits, Action<string> report)
    {
        // One judge for all guarantees: each scenario is searched once, for all properties.
        var judge = new CandidateJudge(limits);
        var twoCalls = new Candidate(catalogue.Unmap[TwoCalls].Calls);
        List<GuaranteeRow> rows = [];
        foreach (Guarantee guarantee in Enum.GetValues<Guarantee>())
        {
            SynthesisProblem required = problem with { Requirements = guarantee.RequirementsFor(guests) };
            SynthesisResult cheapest = Synthesizer.Run(required, judge, done => report($"{problem.Hardware.Name}, {Words.Of(guarantee)}: {done}"));
            rows.Add(new(guarantee, judge.Judge(required, [twoCalls])[0], cheapest));
        }

        return new(problem.Hardware, rows);
    }

    private static SoftwareGuarantees Of(SoftwareRow row, SynthesisProblem problem, IReadOnlyList<GuestProgram> guests, SearchLimits limits)
    {
        var judge = new CandidateJudge(limits);
        var unmap = new Candidate(row.Protocol.Unmap.Calls);
        SynthesisProblem real = problem with { Hardware = row.Hardware, Protocol = row.Protocol };
        return new(row, Enum.GetValues<Guarantee>().ToDictionary(
            guarantee => guarantee,
            guarantee => judge.Judge(real with { Requirements = guarantee.RequirementsFor(guests) }, [unmap])[0]));
    }
}
