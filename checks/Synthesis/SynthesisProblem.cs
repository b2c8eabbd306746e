namespace RaceModel.Checks.Synthesis;

/// <summary>What a protocol must keep for a guest.</summary>
internal sealed record Requirement(GuestProgram Guest, PropertySet Properties);

/// <summary>What is looked for: the cheapest candidates for a part of a protocol that keep all that is required.</summary>
internal sealed record SynthesisProblem
{
    public required HardwareProfile Hardware { get; init; }

    /// <summary>The protocol; its <see cref="Part"/> is replaced by the candidates.</summary>
    public required Protocol Protocol { get; init; }

    public required ProtocolPart Part { get; init; }

    public required IReadOnlyList<Requirement> Requirements { get; init; }

    public required CandidateSpace Space { get; init; }

    public int Pages { get; init; } = 2;

    public int Devices { get; init; } = 1;

    public int Rounds { get; init; } = 1;

    public Observer Observer { get; init; } = Observer.Guest;

    public Scenario ScenarioOf(Candidate candidate, GuestProgram guest) => ScenarioOf(Protocol.With(Part, candidate), guest);

    /// <summary>What is out of bounds, naming the remedy; null if nothing is.</summary>
    public string? FindError() => Requirements
        .Select(requirement => ScenarioOf(OpenScenario.MenuOf(Part), requirement.Guest).FindError())
        .FirstOrDefault(error => error is not null);

    /// <summary>The scenario with the part left open.</summary>
    public OpenScenario Open(GuestProgram guest) => new(ScenarioOf(Protocol, guest), Part);

    private Scenario ScenarioOf(Protocol protocol, GuestProgram guest) => new()
    {
        Hardware = Hardware,
        Protocol = protocol,
        Guest = guest,
        Pages = Pages,
        Devices = Devices,
        Rounds = Rounds,
        Observer = Observer,
    };
}
