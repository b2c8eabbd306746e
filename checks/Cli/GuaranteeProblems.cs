using System.CommandLine;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guarantees;
using RaceModel.Checks.Synthesis;

namespace RaceModel.Checks.Cli;

/// <summary>What is asked when a command wants to know what guarantees take, as its options have it.</summary>
internal sealed class GuaranteeProblems(ParseResult parse, ScenarioOptions scenario, Catalogue catalogue)
{
    public const int DefaultPrimitives = 7;

    private const int MaxCalls = 3;

    public static IReadOnlyList<string> DefaultGuests { get; } = ["quiesced", "reuse", "racing", "racing-load", "racing-await", "late-read", "stale-read"];

    public int MaxPrimitives { get; init; } = DefaultPrimitives;

    public static IReadOnlyList<GuestProgram> GuestsIn(Catalogue catalogue) => [.. DefaultGuests.Select(name => catalogue.FindGuest(name, "--guest"))];

    /// <exception cref="InputException">A scenario is out of bounds; nothing was searched.</exception>
    public GuaranteeTable Solve(IReadOnlyList<HardwareProfile> hardware, IReadOnlyList<GuestProgram> guests, SearchLimits limits, ToolConsole console)
    {
        foreach (HardwareProfile profile in hardware)
        {
            SynthesisProblem problem = Of(profile) with { Requirements = [.. guests.Select(guest => new Requirement(guest, default))] };
            if (problem.FindError() is { } error) throw new InputException("scenario", error);
        }

        return console.Watch(report => GuaranteeTable.Of(catalogue, hardware, guests, Of, limits, report));
    }

    private SynthesisProblem Of(HardwareProfile hardware)
    {
        Protocol protocol = scenario.ProtocolOf(parse, catalogue, hardware, UnmapProtocol.Plain);
        return new()
        {
            Hardware = hardware,
            Protocol = protocol,
            Part = ProtocolPart.Unmap,
            Requirements = [],
            Space = new([.. Enum.GetValues<Primitive>()], MaxCalls, MaxPrimitives, new(ProtocolPart.Unmap, hardware, protocol)),
            Pages = scenario.PagesOf(parse),
            Devices = scenario.DevicesOf(parse),
            Rounds = scenario.RoundsOf(parse),
            Observer = scenario.ObserverOf(parse),
        };
    }
}
