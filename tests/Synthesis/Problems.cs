using RaceModel.Checks.Exploration;
using RaceModel.Checks.Guests;
using RaceModel.Checks.Synthesis;

namespace RaceModel.Tests.Synthesis;

/// <summary>Small problems of synthesis.</summary>
internal static class Problems
{
    public static SynthesisProblem Of(
        string hardware, string guests, string vocabulary = "", int maxCalls = 2, int maxPrimitives = 4, int pages = 1, int rounds = 0,
        ProtocolPart part = ProtocolPart.Unmap, bool bigLock = true, string unmap = "two-call-no-clear")
    {
        HardwareProfile profile = ShippedEntries.Hardware(hardware);
        var protocol = new Protocol
        {
            Enable = ShippedEntries.DefaultEnable(profile),
            Query = ShippedEntries.Query("clear-flush"),
            Unmap = ShippedEntries.Unmap(unmap),
            BigLock = bigLock,
        };
        Primitive[] words = vocabulary.Length == 0 ? Enum.GetValues<Primitive>() : [.. vocabulary.Split(' ').Select(Parse)];
        return new()
        {
            Hardware = profile,
            Protocol = protocol,
            Part = part,
            Requirements = [.. guests.Split(' ').Select(name => ShippedEntries.Guest(name))
                .Select(guest => new Requirement(guest, GuestClasses.WhatCanBeKeptFor(guest)))],
            Space = new([.. words], maxCalls, maxPrimitives, new(part, profile, protocol)),
            Pages = pages,
            Rounds = rounds,
        };
    }

    public static SynthesisResult Solve(SynthesisProblem problem, int workers = 1) =>
        Synthesizer.Run(problem, new CandidateJudge(new SearchLimits { Workers = workers }), _ => { });

    public static Candidate Candidate(string text) => new(ProtocolText.ParseUnmap(text).Calls);

    /// <summary>The front as text: a line for each protocol.</summary>
    public static string FrontOf(SynthesisResult result) => string.Join('\n', result.Front.SelectMany(entry => entry.Protocols
        .Select(protocol => $"{entry.Cost} {protocol.Candidate.Cost.Steps} {protocol.Candidate.Text}").Order(StringComparer.Ordinal)));

    private static Primitive Parse(string word) => Words.TryParse(word, out Primitive primitive) ? primitive : throw new ArgumentException(word, nameof(word));
}
