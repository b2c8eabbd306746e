using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Reporting;

namespace RaceModel.Checks.Synthesis;

/// <summary>Synthesized protocols as a catalogue file, so that they are checked and compared like any other.</summary>
internal static class SynthesizedCatalogue
{
    /// <summary>The file's text: the protocols in the order of the front, by number.</summary>
    public static JObject Write(SynthesisResult result)
    {
        string section = result.Problem.Part switch
        {
            ProtocolPart.Unmap => "unmap",
            ProtocolPart.Enable => "enable",
            _ => "query",
        };
        IEnumerable<Candidate> candidates = result.Front.SelectMany(entry => entry.Protocols).Select(protocol => protocol.Candidate);
        string source = $"Synthesized: among the cheapest for {result.Problem.Hardware.Name}, guests "
            + string.Join(", ", result.Problem.Requirements.Select(requirement => requirement.Guest.Name)) + ".";
        return new() { [section] = new JObject(candidates.Select((candidate, index) => new JProperty($"synthesized-{index + 1}", Entry(candidate)))) };

        JObject Entry(Candidate candidate)
        {
            JObject entry = result.Problem.Part == ProtocolPart.Unmap ? ScenarioJson.Write(candidate.Unmap) : ScenarioJson.Write(candidate.DriverCall);
            entry["source"] = source;
            return entry;
        }
    }

    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Save(SynthesisResult result, string path)
    {
        try
        {
            File.WriteAllText(path, Write(result).ToString().ReplaceLineEndings("\n") + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException(path, $"cannot be written ({e.Message.TrimEnd('.')}); expected the place of a catalogue file");
        }
    }
}
