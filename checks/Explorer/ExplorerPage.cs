using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Reporting;
using RaceModel.Checks.Reporting.Html;

namespace RaceModel.Checks.Explorer;

/// <summary>The explorer's page.</summary>
internal static class ExplorerPage
{
    private static readonly string[] Scripts = ["elements.js", "data.js", "run.js", "chart.js", "state.js", "stepper.js", "form.js", "explorer.js"];

    /// <param name="catalogue">What can be chosen.</param>
    /// <param name="start">The position that is shown first, as <see cref="ExplorerApi.Open"/> gives it; null for the choice of a scenario.</param>
    /// <param name="token">What the page proves itself with.</param>
    public static string Write(Catalogue catalogue, JObject? start, string token)
    {
        var data = new JObject
        {
            ["token"] = token,
            ["tokenHeader"] = LoopbackGuard.TokenHeader,
            ["modelVersion"] = TransitionSystem.ModelVersion,
            ["start"] = start,
            ["actors"] = new JArray(Enum.GetValues<Actor>().Select(ActorName.Of)),
            ["properties"] = new JArray(Enum.GetValues<Property>().Select(property => new JObject
            {
                ["name"] = Words.Of(property),
                ["violation"] = property.Violation(),
            })),
            ["choices"] = new JObject
            {
                ["software"] = Names(catalogue.Software.Entries, entry => (entry.Name, entry.Source)),
                ["hardware"] = Names(catalogue.Hardware.Entries, entry => (entry.Name, entry.Source)),
                ["unmap"] = Names(catalogue.Unmap.Entries, entry => (entry.Name, entry.Text)),
                ["guest"] = Names(catalogue.Guests.Entries, entry => (entry.Name, entry.Text)),
                ["enable"] = Names(catalogue.Enable.Entries, entry => (entry.Name, entry.Text)),
                ["query"] = Names(catalogue.Query.Entries, entry => (entry.Name, entry.Text)),
                ["copyOrder"] = new JArray(Words.All<CopyOrder>()),
                ["enumerate"] = new JArray(Words.All<Enumeration>()),
                ["iotlb"] = new JArray(Words.All<IotlbStart>()),
                ["observer"] = new JArray(Words.All<Observer>()),
            },
            ["most"] = new JObject
            {
                ["pages"] = StateLayout.MaxPages,
                ["devices"] = StateLayout.MaxDevices,
                ["rounds"] = StateLayout.MaxRounds,
            },
        };
        return HtmlPage.Write("explorer", Scripts, connect: "'self'", data.ToString(Formatting.None));
    }

    private static JArray Names<TEntry>(IEnumerable<TEntry> entries, Func<TEntry, (string Name, string Text)> describe) =>
        new(entries.Select(describe).Select(entry => new JArray(entry.Name, entry.Text)));
}
