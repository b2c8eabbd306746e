using System.CommandLine;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Comparison;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guarantees;
using RaceModel.Checks.Guests;
using RaceModel.Checks.Reduction;

namespace RaceModel.Checks.Cli;

/// <summary>The options that say which protocols are compared, on which hardware and for which guests, and what that comes to.</summary>
internal sealed class ComparisonOptions
{
    // The guests that the thread argues about: two that await their DMA before they unmap, and three that race the unmap.
    private static readonly string[] ThreadGuests = ["quiesced", "reuse", "racing", "racing-load", "racing-await"];

    private readonly Argument<string[]> _names;
    private readonly Option<string[]> _protocols = Names("--protocol", "The same as an option.");
    private readonly Option<string[]> _hardware = Names("--hardware", "Hardware profiles, a table each. Default: vtd.");
    private readonly Option<string[]> _guests;
    private readonly Option<bool> _all = new("--all")
    {
        Description = "The whole catalogue: every hardware, unmap and guest; every query, enable, lock, copy order and enumeration; real software.",
    };

    private readonly Option<Property[]> _properties = CommonOptions.Properties();
    private readonly Option<string[]> _catalogueFiles = CommonOptions.CatalogueFiles();
    private readonly ScenarioOptions _scenario = new();
    private readonly LimitOptions _limits = new();
    private readonly bool _takesFamilies;

    /// <param name="twoNames">What the command does when it is given two protocols; empty if nothing special.</param>
    /// <param name="takesFamilies">Whether a guest may be a whole family of guests.</param>
    public ComparisonOptions(string twoNames, bool takesFamilies)
    {
        _takesFamilies = takesFamilies;
        _guests = Names("--guest", "Guests, a column each."
            + (takesFamilies ? " Also every guest of up to N operations, a column for each class: any:N, correct:N, lazy:N or racing:N." : "")
            + $" Default: {string.Join(", ", ThreadGuests)}.");
        _names = new("PROTOCOL")
        {
            Description = $"Protocols to compare: unmap protocols or real software, by name, or '[...][...]'.{twoNames} Default: every unmap protocol.",
            Arity = ArgumentArity.ZeroOrMore,
        };
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_names);
        foreach (Option option in (Option[])
            [_protocols, _hardware, _guests, _all, .. _scenario.All, _properties, _catalogueFiles, .. _limits.All])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The protocols that were asked for by name; empty if none were.</summary>
    public string[] NamesOf(ParseResult parse) => [.. parse.GetValue(_names) ?? [], .. parse.GetValue(_protocols) ?? []];

    public bool IsWholeCatalogue(ParseResult parse) => parse.GetValue(_all);

    public SearchLimits LimitsOf(ParseResult parse, CancellationToken cancellation) => _limits.Read(parse, cancellation);

    public ComparisonBounds BoundsOf(ParseResult parse) => new(
        _scenario.PagesOf(parse), _scenario.DevicesOf(parse), _scenario.RoundsOf(parse), _scenario.ObserverOf(parse), parse.PropertiesOf(_properties));

    /// <summary>Compares what was asked for, showing how far it has come.</summary>
    /// <exception cref="InputException">A name is not known, a file is wrong, or a scenario is out of bounds; nothing was checked.</exception>
    public IReadOnlyList<ComparisonTable> Compare(ParseResult parse, SearchLimits limits, ToolConsole console, Reductions reductions = Reductions.None)
    {
        IReadOnlyList<TablePlan> plans = [.. Plans(parse, parse.Load(_catalogueFiles))];
        return console.Watch(report => new Comparer(BoundsOf(parse), limits, reductions).Compare(plans, report));
    }

    /// <summary>What each guarantee takes on the hardware that is compared.</summary>
    /// <exception cref="InputException">A name is not known, a file is wrong, or a scenario is out of bounds.</exception>
    public GuaranteeTable FindGuarantees(ParseResult parse, SearchLimits limits, ToolConsole console)
    {
        Catalogue catalogue = parse.Load(_catalogueFiles);
        return new GuaranteeProblems(parse, _scenario, catalogue).Solve([.. HardwareOf(parse, catalogue)], GuaranteeProblems.GuestsIn(catalogue), limits, console);
    }

    private IEnumerable<TablePlan> Plans(ParseResult parse, Catalogue catalogue)
    {
        string[] names = NamesOf(parse);
        HardwareProfile[] hardware = [.. HardwareOf(parse, catalogue)];
        if (parse.GetValue(_all)) return CataloguePlans.Of(catalogue, hardware, hardware[0], ProtocolOf);

        string[] guestNames = parse.GetValue(_guests) is { Length: > 0 } given ? given : ThreadGuests;
        GuestFamily[] families = [.. guestNames.Select(FamilyOf).OfType<GuestFamily>()];
        GuestProgram[] guests = [.. guestNames.Where(name => FamilyOf(name) is null).Select(name => catalogue.FindGuest(name, "--guest"))];
        SoftwareRow[] software = [.. names.Where(catalogue.Software.Names.Contains).Select(name => catalogue.Software[name])];
        UnmapProtocol[] unmaps = names.Length == 0
            ? [.. catalogue.Unmap.Entries]
            : [.. names.Where(name => !catalogue.Software.Names.Contains(name)).Select(name => catalogue.FindUnmap(name, "PROTOCOL"))];
        Contender[] rows = [.. software.Select(row => new Contender(row.Name, _scenario.Adapt(parse, row.Hardware), _scenario.Adapt(parse, catalogue, row.Protocol)))];
        if (unmaps.Length == 0) return [new("real software", rows, guests) { Families = families }];
        return hardware.Select(profile => new TablePlan(
            profile.Name, [.. unmaps.Select(unmap => new Contender(unmap.Name, profile, ProtocolOf(profile, unmap))), .. rows], guests)
        {
            Families = families,
        });

        Protocol ProtocolOf(HardwareProfile profile, UnmapProtocol unmap) => _scenario.ProtocolOf(parse, catalogue, profile, unmap);
    }

    private GuestFamily? FamilyOf(string name)
    {
        GuestFamily? family = GuestFamily.Parse(name, "--guest");
        return family is null || _takesFamilies ? family : throw new InputException($"--guest {name}", "shows no single guest: 'compare' and 'check' take it");
    }

    private IEnumerable<HardwareProfile> HardwareOf(ParseResult parse, Catalogue catalogue)
    {
        if (parse.GetValue(_hardware) is { Length: > 0 } named) return named.Select(name => _scenario.HardwareOf(parse, catalogue, name));
        return parse.GetValue(_all)
            ? catalogue.Hardware.Entries.Select(profile => _scenario.Adapt(parse, profile))
            : [_scenario.HardwareOf(parse, catalogue, name: null)];
    }

    private static Option<string[]> Names(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };
}
