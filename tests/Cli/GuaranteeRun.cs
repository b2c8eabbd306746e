using Newtonsoft.Json.Linq;

namespace RaceModel.Tests.Cli;

/// <summary><c>racemodel guarantees</c> for all hardware that tests ask about, run once.</summary>
internal static class GuaranteeRun
{
    private static readonly Lazy<JObject> Run = new(() => JObject.Parse(
        Tool.Run("guarantees", "--hardware", "vtd", "blind-or", "pri", "amd-suppressed", "no-drain", "--format", "json").Output));

    public static JToken Software => Run.Value["software"]!;

    public static JToken On(string hardware) => Run.Value["hardware"]!.Single(entry => (string)entry["name"]! == hardware)["guarantees"]!;
}
