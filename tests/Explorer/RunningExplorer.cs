using System.Net;
using System.Text;
using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Exploration;
using RaceModel.Checks.Explorer;

namespace RaceModel.Tests.Explorer;

/// <summary>An explorer that serves in this process, and what asks it.</summary>
public sealed class RunningExplorer : IDisposable
{
    private readonly ExplorerServer _server;
    private readonly List<Exception> _errors = [];

    public RunningExplorer()
        : this(new SearchLimits(), start: null)
    {
    }

    internal RunningExplorer(SearchLimits limits, JObject? start)
    {
        _server = ExplorerServer.Start(port: null, new(Catalogue.Shipped, limits), PageOf, _errors.Add);

        string PageOf(string token)
        {
            Token = token;
            return ExplorerPage.Write(Catalogue.Shipped, start, token);
        }
    }

    public Uri Address => _server.Address;

    /// <summary>What the page was given.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Errors of the explorer itself; wrong input is none.</summary>
    public IReadOnlyList<Exception> Errors => _errors;

    internal HttpClient Client { get; } = new();

    public void Dispose()
    {
        Client.Dispose();
        _server.Dispose();
    }

    /// <summary>A request as the page makes it.</summary>
    internal HttpRequestMessage Request(string name, string body) => new(HttpMethod.Post, new Uri(Address, $"/api/{name}"))
    {
        Headers = { { LoopbackGuard.TokenHeader, Token } },
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
    };

    internal async Task<(HttpStatusCode Status, JObject Answer)> Send(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await Client.SendAsync(request);
        return (response.StatusCode, JObject.Parse(await response.Content.ReadAsStringAsync()));
    }

    internal async Task<JObject> Ask(string name, JObject body)
    {
        (HttpStatusCode status, JObject answer) = await Send(Request(name, body.ToString()));
        return status == HttpStatusCode.OK ? answer : throw new InvalidOperationException($"{status}: {answer}");
    }
}
