using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guests;
using RaceModel.Checks.Reporting;
using RaceModel.Checks.Synthesis;

namespace RaceModel.Checks.Cli;

/// <summary><c>racemodel synthesize</c>: finds all cheapest protocols that keep what is required.</summary>
internal sealed class SynthesizeCommand
{
    private const int DefaultCalls = 3, DefaultPrimitives = 7;

    // The thread's guests, and two that notice an unmap after which the IOVA can still be read, by the entry or by a cached copy.
    private static readonly string[] UnmapGuests = ["quiesced", "reuse", "racing", "racing-load", "racing-await", "late-read", "stale-read"];

    // An unmap of the shipped catalogue loses writes of racing guests whatever the queries do.
    private static readonly string[] QueryGuests = ["steady", "quiesced", "reuse"];

    private readonly ToolConsole _console;
    private readonly Option<ProtocolPart?> _part = CommonOptions.Word<ProtocolPart>("--part", "The part of the protocol that is looked for. Default: unmap.");
    private readonly Option<string?> _hardware = new("--hardware") { Description = "A hardware profile. Default: vtd.", HelpName = "NAME" };
    private readonly Option<string?> _unmap = new("--unmap")
    {
        Description = "The unmap protocol where another part is looked for. Default: two-call-no-clear.",
        HelpName = "UNMAP",
    };

    private readonly Option<string[]> _guests = new("--guest")
    {
        Description = $"The guests, by name or inline. Default: {string.Join(", ", UnmapGuests)}; where another part is looked for, {string.Join(", ", QueryGuests)}.",
        HelpName = "GUEST",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<Property[]> _properties = CommonOptions.Properties();
    private readonly Option<Primitive[]> _without = new("--without")
    {
        Description = "Primitives that there are not, such as an atomic exchange-pte.",
        HelpName = "PRIMITIVE",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => [.. result.Tokens.Select(token => ParsePrimitive(result, token.Value))],
    };

    private readonly Option<int?> _maxCalls = CommonOptions.Number("--max-calls", 1, 4, $"Calls of a candidate. Default: {DefaultCalls}.");
    private readonly Option<int?> _maxPrimitives = CommonOptions.Number(
        "--max-primitives", 1, 9, $"Primitives of a candidate, over all its calls. Default: {DefaultPrimitives}.");

    private readonly ScenarioOptions _scenario = new();
    private readonly Option<string[]> _catalogueFiles = CommonOptions.CatalogueFiles();
    private readonly Option<ReportFormat?> _format = CommonOptions.Format();
    private readonly Option<string?> _output = new("--output")
    {
        Description = "Writes the cheapest protocols into this catalogue file, for --catalogue.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _checkpoint = new("--checkpoint") { Description = "Keeps all that was searched in this file.", HelpName = "FILE" };
    private readonly Option<bool> _resume = new("--resume") { Description = "Takes over what --checkpoint has from an earlier run." };
    private readonly LimitOptions _limits = new();

    private SynthesizeCommand(ToolConsole console) => _console = console;

    public static Command Create(ToolConsole console)
    {
        var synthesize = new SynthesizeCommand(console);
        var command = new Command("synthesize", """
            Finds all cheapest protocols that keep what is required, and proves that nothing cheaper does.

            Cost is calls, flushes, page-table walks, and whether a racing write faults before the entry is cleared; ties are broken by steps.
            Required is every property of guests that do not race. Of a racing guest, no-unrecoverable-fault and no-protection-fault are left
            out, as DMA without a mapping faults after any unmap; --property requires the named ones, and of every guest.

            Exit status: 0 the front is complete, 1 nothing within the bounds keeps what is required, 2 wrong input, 3 stopped before the end.

            Examples:
              racemodel synthesize
              racemodel synthesize --hardware blind-or
              racemodel synthesize --without exchange-pte report-all       what if there is no atomic exchange?
              racemodel synthesize --guest quiesced reuse late             what do correct guests need?
              racemodel synthesize --part query --hardware vtd-ats --output mine.json
            """);
        foreach (Option option in (Option[])
            [synthesize._part, synthesize._hardware, synthesize._unmap, synthesize._guests, synthesize._properties, synthesize._without,
             synthesize._maxCalls, synthesize._maxPrimitives, .. synthesize._scenario.All, synthesize._catalogueFiles, synthesize._format,
             synthesize._output, synthesize._checkpoint, synthesize._resume, .. synthesize._limits.All])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(synthesize.Validate);
        command.SetAction((parse, cancellation) => console.Run(() => synthesize.Run(parse, cancellation)));
        return command;
    }

    private void Validate(CommandResult result)
    {
        ProtocolPart part = result.GetValue(_part) ?? ProtocolPart.Unmap;
        if (part == ProtocolPart.Unmap && result.GetResult(_unmap) is not null) result.AddError("--unmap: the unmap is what is looked for; give --part");
        if (part != ProtocolPart.Unmap && result.GetResult(_maxCalls) is not null) result.AddError($"--max-calls: {Words.Of(part)} is one call");
        if (result.GetResult(_resume) is { Implicit: false } && result.GetResult(_checkpoint) is null) result.AddError("--resume needs --checkpoint FILE");
    }

    private ExitCode Run(ParseResult parse, CancellationToken cancellation)
    {
        SynthesisProblem problem = ReadProblem(parse, parse.Load(_catalogueFiles));
        SearchLimits limits = _limits.Read(parse, cancellation);
        using JudgedFile? file = parse.GetValue(_checkpoint) is { } path ? JudgedFile.Open(path, parse.GetValue(_resume)) : null;
        var judge = new CandidateJudge(limits, new JudgedScenarios(file));
        SynthesisResult result = _console.Watch(report => Synthesizer.Run(problem, judge, report));

        if (parse.GetValue(_output) is { } output && result.Front.Count > 0) SynthesizedCatalogue.Save(result, output);
        if (parse.GetValue(_format) == ReportFormat.Json) _console.WriteJson(SynthesisJson.Write(result));
        else SynthesisText.Write(result, _console.Out);
        return result.StopReason is not null ? ExitCode.Inconclusive : result.Front.Count == 0 ? ExitCode.Violated : ExitCode.Success;
    }

    private SynthesisProblem ReadProblem(ParseResult parse, Catalogue catalogue)
    {
        ProtocolPart part = parse.GetValue(_part) ?? ProtocolPart.Unmap;
        HardwareProfile hardware = _scenario.HardwareOf(parse, catalogue, parse.GetValue(_hardware));
        UnmapProtocol unmap = part == ProtocolPart.Unmap ? UnmapProtocol.Plain : catalogue.FindUnmap(parse.GetValue(_unmap) ?? "two-call-no-clear", "--unmap");
        Protocol protocol = _scenario.ProtocolOf(parse, catalogue, hardware, unmap);
        ImmutableArray<Primitive> vocabulary = [.. Enum.GetValues<Primitive>().Except(parse.GetValue(_without) ?? [])];
        var problem = new SynthesisProblem
        {
            Hardware = hardware,
            Protocol = protocol,
            Part = part,
            Requirements = [.. RequirementsOf(parse, catalogue, part)],
            Space = new(
                vocabulary,
                part == ProtocolPart.Unmap ? parse.GetValue(_maxCalls) ?? DefaultCalls : 1,
                parse.GetValue(_maxPrimitives) ?? DefaultPrimitives,
                new(part, hardware, protocol)),
            Pages = _scenario.PagesOf(parse),
            Devices = _scenario.DevicesOf(parse),
            Rounds = _scenario.RoundsOf(parse),
            Observer = _scenario.ObserverOf(parse),
        };
        return problem.FindError() is { } error ? throw new InputException("scenario", error) : problem;
    }

    private IEnumerable<Requirement> RequirementsOf(ParseResult parse, Catalogue catalogue, ProtocolPart part)
    {
        string[] names = parse.GetValue(_guests) is { Length: > 0 } given ? given : part == ProtocolPart.Unmap ? UnmapGuests : QueryGuests;
        bool isNamed = parse.GetValue(_properties) is { Length: > 0 };
        return names.Select(name => catalogue.FindGuest(name, "--guest"))
            .Select(guest => new Requirement(guest, isNamed ? parse.PropertiesOf(_properties) : GuestClasses.WhatCanBeKeptFor(guest)));
    }

    private static Primitive ParsePrimitive(ArgumentResult result, string word)
    {
        if (!Words.TryParse(word, out Primitive primitive)) result.AddError($"--without: {NearestName.Unknown("primitive", word, [.. Words.All<Primitive>()])}");
        return primitive;
    }
}
