using System.CommandLine;
using System.CommandLine.Parsing;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Guests;

namespace RaceModel.Checks.Cli;

/// <summary>The options that say which one scenario is meant: hardware and unmap or real software, the guest, and what changes them.</summary>
internal sealed class SingleScenarioOptions
{
    private readonly Option<string?> _hardware = new("--hardware") { Description = "A hardware profile. Default: vtd.", HelpName = "NAME" };
    private readonly Option<string?> _software = new("--software")
    {
        Description = "A row of real software: hardware and protocol at once.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _unmap = new("--unmap") { Description = "The unmap protocol: a name or '[...][...]'.", HelpName = "UNMAP" };
    private readonly Option<string> _guest = new("--guest")
    {
        Description = "The guest: a name or 'dma 0; unmap 0; ...'. 'check' also takes every guest of up to N operations: any:N, correct:N, lazy:N or racing:N.",
        HelpName = "GUEST",
    };


    private readonly ScenarioOptions _scenario = new();
    private readonly Option<string[]> _catalogueFiles = CommonOptions.CatalogueFiles();

    /// <param name="required">Whether the command cannot do without a scenario.</param>
    public SingleScenarioOptions(bool required) => _guest.Required = required;

    public IEnumerable<Option> All => [_hardware, _software, _unmap, _guest, .. _scenario.All, _catalogueFiles];

    /// <summary>The catalogue with the user's files added.</summary>
    /// <exception cref="InputException">A file cannot be read or is wrong.</exception>
    public Catalogue CatalogueOf(ParseResult parse) => parse.Load(_catalogueFiles);

    /// <summary>Whether a scenario is given at all.</summary>
    public bool IsGiven(CommandResult result) =>
        All.Where(option => option != _catalogueFiles).Any(option => result.GetResult(option) is { Implicit: false });

    /// <summary>Refuses options that do not make one scenario.</summary>
    public void Validate(CommandResult result)
    {
        bool hasUnmap = result.GetResult(_unmap) is not null, hasSoftware = result.GetResult(_software) is not null;
        if (hasUnmap == hasSoftware) result.AddError("give either --unmap or --software: 'racemodel list' shows the names");
        if (hasSoftware && result.GetResult(_hardware) is not null) result.AddError("--software brings its own hardware: leave --hardware out");
        if (!_guest.Required && result.GetResult(_guest) is null) result.AddError("give --guest as well: 'racemodel list' shows the names");
    }

    /// <summary>The scenario, which is within bounds.</summary>
    /// <exception cref="InputException">A name is not known, what is written inline is wrong, or the scenario is out of bounds.</exception>
    public Scenario Read(ParseResult parse)
    {
        Scenario scenario = Read(parse, CatalogueOf(parse));
        return scenario.FindError() is { } error ? throw new InputException("scenario", error) : scenario;
    }

    /// <summary>The guests, if a whole family is meant and not one.</summary>
    /// <exception cref="InputException">The family's name is wrong.</exception>
    public GuestFamily? ReadFamily(ParseResult parse) => GuestFamily.Parse(parse.GetRequiredValue(_guest)!, "--guest");

    /// <summary>The scenario of a family's guests, with a guest that does nothing.</summary>
    /// <exception cref="InputException">A name is not known, what is written inline is wrong, or the scenario is out of bounds.</exception>
    public Scenario ReadWithoutGuest(ParseResult parse)
    {
        Scenario scenario = Read(parse, CatalogueOf(parse), new("", []));
        return scenario.FindError() is { } error ? throw new InputException("scenario", error) : scenario;
    }

    private Scenario Read(ParseResult parse, Catalogue catalogue) =>
        Read(parse, catalogue, catalogue.FindGuest(parse.GetRequiredValue(_guest)!, "--guest"));

    private Scenario Read(ParseResult parse, Catalogue catalogue, GuestProgram guest)
    {
        (HardwareProfile hardware, Protocol protocol) = ReadSystem(parse, catalogue);
        return new()
        {
            Hardware = hardware,
            Protocol = protocol,
            Guest = guest,
            Pages = _scenario.PagesOf(parse),
            Devices = _scenario.DevicesOf(parse),
            Rounds = _scenario.RoundsOf(parse),
            Observer = _scenario.ObserverOf(parse),
        };
    }

    private (HardwareProfile Hardware, Protocol Protocol) ReadSystem(ParseResult parse, Catalogue catalogue)
    {
        if (parse.GetValue(_software) is { } name)
        {
            SoftwareRow row = catalogue.Software.Find(name, "--software");
            return (_scenario.Adapt(parse, row.Hardware), _scenario.Adapt(parse, catalogue, row.Protocol));
        }

        HardwareProfile hardware = _scenario.HardwareOf(parse, catalogue, parse.GetValue(_hardware));
        UnmapProtocol unmap = catalogue.FindUnmap(parse.GetRequiredValue(_unmap)!, "--unmap");
        return (hardware, _scenario.ProtocolOf(parse, catalogue, hardware, unmap));
    }
}
