using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guests;

namespace RaceModel.Checks.Comparison;

/// <summary>A protocol on its hardware: what a row of a comparison is about.</summary>
/// <param name="Label">The row's name.</param>
/// <param name="Hardware">The hardware.</param>
/// <param name="Protocol">The protocol.</param>
internal sealed record Contender(string Label, HardwareProfile Hardware, Protocol Protocol)
{
    public ProtocolCost Cost => ProtocolCost.Of(Protocol.Unmap);
}

/// <summary>A row: the results for each guest, in the order of the columns.</summary>
internal sealed record ComparisonRow(Contender Contender, IReadOnlyList<CheckResult> Results);

/// <summary>Protocols against guests.</summary>
internal sealed record ComparisonTable(string Title, IReadOnlyList<GuestProgram> Guests, IReadOnlyList<ComparisonRow> Rows)
{
    public bool IsInconclusive => Rows.Any(row => row.Results.Any(result => result.IsInconclusive));
}

/// <summary>What a table will compare.</summary>
internal sealed record TablePlan(string Title, IReadOnlyList<Contender> Contenders, IReadOnlyList<GuestProgram> Guests)
{
    /// <summary>Families of guests, which have a column for each of their classes, after the guests.</summary>
    public IReadOnlyList<GuestFamily> Families { get; init; } = [];

    public IReadOnlyList<GuestProgram> Columns => [.. Guests, .. Families.SelectMany(FamilyColumns.Of)];
}

/// <summary>What every scenario of a comparison has in common.</summary>
internal sealed record ComparisonBounds(int Pages, int Devices, int Rounds, Observer Observer, PropertySet Properties)
{
    public Scenario ScenarioOf(Contender contender, GuestProgram guest) => new()
    {
        Hardware = contender.Hardware,
        Protocol = contender.Protocol,
        Guest = guest,
        Pages = Pages,
        Devices = Devices,
        Rounds = Rounds,
        Observer = Observer,
    };
}
